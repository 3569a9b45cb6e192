// What the page knows: paragraphs, their items, the filter, the list it gives, and which value is looked at.

// The fields in their order, as the server has them; there may be any number of them.
const TINTS = 6;

export const fields = () => store.about.form.fields;
export const fieldOf = (name) => fields().find((field) => field.name === name);
/** What one value of a field is called. */
export const labelOf = (name) => fieldOf(name)?.label ?? name;
/** The class that gives a field its colour. */
export const tintOf = (name) => `tint-${fields().findIndex((field) => field.name === name) % TINTS}`;
export const STATES = {
  undecided: "Suggested",
  accepted: "Accepted",
  corrected: "Corrected",
  added: "Added",
  rejected: "Rejected",
};
export const MARKS = { undecided: "", accepted: "✓", corrected: "✎", added: "+", rejected: "✗" };

const FRESH = {
  search: "",
  report: "",
  country: "",
  fields: [],
  category: "",
  rule: "",
  state: "undecided",
  since: false,
  order: "text",
};

/** The attributes of a field, as the form asks for them. */
export const attributesOf = (name) => fieldOf(name).attributes;

export const store = {
  version: 0,
  about: {},
  paragraphs: [],
  items: new Map(),
  filter: { ...FRESH },
  list: [],
  current: null,
  table: false,
  who: "",
  watchers: [],
};

export const watch = (call) => store.watchers.push(call);
/** Tells all parts of the page what has changed: data, list, current, view. */
export const tell = (what) => store.watchers.forEach((call) => call(what));

export function load(all) {
  store.about = all;
  store.version = all.version;
  store.paragraphs = all.paragraphs;
  for (const one of all.paragraphs) take(one);
}

function take(paragraph) {
  store.paragraphs[paragraph.n] = paragraph;
  paragraph.lower = paragraph.text.toLowerCase();
  for (const item of paragraph.items) store.items.set(item.id, Object.assign(item, { n: paragraph.n }));
}

/** Puts paragraphs as the server now has them in the place of the old; gives the items that another reviewer decided. */
export function renew(answer, own = []) {
  store.version = Math.max(store.version, answer.version);
  const foreign = [];
  for (const fresh of answer.paragraphs) {
    const before = new Map(store.paragraphs[fresh.n].items.map((item) => [item.id, item]));
    take(fresh);
    for (const item of fresh.items) {
      const old = before.get(item.id);
      before.delete(item.id);
      if ((old ? old.decision : null) !== item.decision && item.decision && !own.includes(item.decision)) foreign.push(item);
      if (!old && matches(item)) insert(item);
    }
    for (const id of before.keys()) {
      store.items.delete(id);
      const at = store.list.indexOf(id);
      if (at >= 0) store.list.splice(at, 1);
      if (store.current === id) store.current = store.list[Math.min(at, store.list.length - 1)] ?? null;
    }
  }
  tell("data");
  return foreign;
}

function insert(item) {
  const at = store.list.findIndex((id) => store.items.get(id).n > item.n);
  if (at < 0) store.list.push(item.id);
  else store.list.splice(at, 0, item.id);
}

export const item = () => (store.current ? store.items.get(store.current) : undefined);
export const paragraphOf = (one) => store.paragraphs[one.n];
export const all = () => [...store.items.values()];

export function matches(one) {
  const f = store.filter;
  const paragraph = paragraphOf(one);
  if (f.report && paragraph.report !== f.report) return false;
  if (f.country && !countriesOf(one).includes(f.country)) return false;
  if (f.fields.length && !f.fields.includes(one.field)) return false;
  if (f.category && f.category !== one.category) return false;
  if (f.rule && !one.rules.includes(f.rule)) return false;
  if (f.state === "against") {
    if (!one.against) return false;
  } else if (f.state === "comment") {
    if (!one.comment) return false;
  } else if (f.state && one.state !== f.state) return false;
  if (f.since && !one.since && !paragraph.gone.some((gone) => gone.field === one.field)) return false;
  if (f.search) {
    const held =
      `${one.label} ${one.rules.join(" ")} ${one.comment} ${paragraph.report} ${paragraph.title || ""} ${paragraph.number || ""}`.toLowerCase();
    return f.search
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .every((word) => held.includes(word) || paragraph.lower.includes(word));
  }
  return true;
}

export const countriesOf = (one) => (one.countries.length ? one.countries : paragraphOf(one).countries);

/** The list that the filter gives. A value that is decided stays in it until the filter changes, so that one can go back. */
export function refilter(keep = true) {
  const found = all().filter(matches);
  const place = (one) => [one.n, one.value.mentions.length ? one.value.mentions[0].start : 1e9];
  found.sort((a, b) => {
    if (store.filter.order === "priority" && a.priority !== b.priority) return b.priority - a.priority;
    const [x, y] = [place(a), place(b)];
    return x[0] - y[0] || x[1] - y[1] || a.id.localeCompare(b.id);
  });
  store.list = found.map((one) => one.id);
  if (!keep || !store.list.includes(store.current)) store.current = store.list[0] ?? null;
  tell("list");
}

export function setFilter(change) {
  Object.assign(store.filter, change);
  // Another order is asked for to begin at its beginning.
  refilter(!("order" in change));
}

export const clearFilter = () => setFilter({ ...FRESH, fields: [] });

export function choose(id) {
  if (id === null || id === undefined || !store.items.has(id)) return;
  store.current = id;
  tell("current");
}

export function step(by) {
  const at = store.list.indexOf(store.current);
  const next = store.list[Math.max(0, Math.min(store.list.length - 1, at < 0 ? 0 : at + by))];
  choose(next);
}

/** The next undecided value of the list behind the current one, else the first before it; null where all are settled. */
export function nextOpen() {
  const at = store.list.indexOf(store.current);
  const order = [...store.list.slice(at + 1), ...store.list.slice(0, Math.max(0, at))];
  return order.find((id) => store.items.get(id)?.state === "undecided") ?? null;
}

export function progress() {
  let settled = 0;
  for (const one of store.items.values()) if (one.state !== "undecided") settled += 1;
  return { settled, total: store.items.size };
}
