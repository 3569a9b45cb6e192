// The queue: filters, and the list of values, of which only those in sight are made.

import { $, count, h } from "./dom.js";
import {
  MARKS,
  STATES,
  all,
  choose,
  clearFilter,
  countriesOf,
  fields as allFields,
  labelOf,
  paragraphOf,
  setFilter,
  store,
  tintOf,
} from "./store.js";

const HEIGHT = 60;
const controls = {};

function select(name, words, options) {
  const made = h(
    "select",
    { id: `f-${name}`, onchange: () => setFilter({ [name]: made.value }) },
    options.map(([value, shown]) => h("option", { value }, shown)),
  );
  controls[name] = made;
  return h("label", {}, words, made);
}

const unique = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));

export function makeFilters() {
  const search = h("input", {
    id: "f-search",
    type: "search",
    placeholder: "Search values and paragraphs",
    "aria-label": "Search values and paragraphs",
    autocomplete: "off",
    oninput: () => setFilter({ search: search.value }),
  });
  controls.search = search;
  const fields = h(
    "div",
    { class: "chips", role: "group", "aria-label": "Fields" },
    allFields().map(({ name, label }) =>
      h("button", { type: "button", "aria-pressed": "false", dataset: { field: name }, onclick: () => toggle(name) }, label),
    ),
  );
  controls.fields = fields;
  const items = all();
  const countries = store.about.form.countries;
  const any = (words) => [["", words]];
  const pairs = (values, shown = (value) => value) => values.map((value) => [value, shown(value)]);
  const more = h(
    "div",
    {},
    select("report", "Report", [...any("All reports"), ...pairs(store.about.reports)]),
    select("country", "Country", [
      ...any("All countries"),
      ...pairs(unique(items.flatMap(countriesOf)), (code) => countries[code] || code),
    ]),
    select("category", "Category, role or body", [...any("All"), ...pairs(unique(items.map((one) => one.category)))]),
    select("rule", "Rule", [...any("All rules"), ...pairs(unique(items.flatMap((one) => one.rules)))]),
  );
  const since = h("input", { type: "checkbox", id: "f-since", onchange: () => setFilter({ since: since.checked }) });
  controls.since = since;
  const states = [
    ["undecided", "Undecided"],
    ["", "All"],
    ...Object.entries(STATES).filter(([key]) => key !== "undecided"),
    ["against", "Rules speak against"],
    ["comment", "With a comment"],
  ];
  $("filters").replaceChildren(
    search,
    fields,
    h(
      "div",
      { class: "row" },
      select("state", "State", states),
      select("order", "Order", [
        ["text", "As in the report"],
        ["priority", "Least certain first"],
      ]),
    ),
    store.about.against ? h("label", { class: "check" }, since, "Changed since the older output") : "",
    h("details", { id: "f-more" }, h("summary", {}, "More filters"), more),
    h("button", { type: "button", class: "link", id: "f-clear", onclick: clear, hidden: true }, "Clear all filters"),
  );
}

function toggle(field) {
  const now = store.filter.fields;
  setFilter({ fields: now.includes(field) ? now.filter((one) => one !== field) : [...now, field] });
}

function clear() {
  clearFilter();
  controls.search.focus();
}

function showFilters() {
  const f = store.filter;
  for (const name of ["search", "report", "country", "category", "rule", "state", "order"]) {
    if (controls[name].value !== f[name]) controls[name].value = f[name];
  }
  controls.since.checked = f.since;
  for (const chip of controls.fields.children) chip.setAttribute("aria-pressed", String(f.fields.includes(chip.dataset.field)));
  const set =
    f.search || f.report || f.country || f.category || f.rule || f.fields.length || f.since || f.state !== "undecided";
  $("f-clear").hidden = !set;
}

function row(id, at) {
  const one = store.items.get(id);
  const paragraph = paragraphOf(one);
  const place = [
    paragraph.report,
    paragraph.page ? `p. ${paragraph.page}` : "",
    paragraph.number ? `para. ${paragraph.number}` : "",
  ].filter(Boolean);
  const made = h(
    "div",
    {
      class: `one ${one.state}`,
      role: "option",
      id: `row-${at}`,
      "aria-selected": String(id === store.current),
      "aria-setsize": store.list.length,
      "aria-posinset": at + 1,
      onclick: () => {
        choose(id);
        document.dispatchEvent(new CustomEvent("opened"));
      },
    },
    h(
      "div",
      { class: "name" },
      h("span", { class: `dot ${tintOf(one.field)}`, "aria-hidden": "true" }),
      h("span", { class: "unseen" }, `${labelOf(one.field)}: `),
      one.label,
    ),
    h("div", { class: `mark ${one.state}`, "aria-hidden": "true" }, MARKS[one.state]),
    h("div", { class: "where" }, place.join(" · ")),
    h(
      "div",
      { class: "where" },
      one.against ? "!" : store.filter.order === "priority" ? `${one.priority}` : "",
      h("span", { class: "unseen" }, STATES[one.state]),
    ),
  );
  made.style.top = `${at * HEIGHT}px`;
  return made;
}

/** Makes the rows that are in sight. */
export function drawList() {
  const list = $("list");
  const space = list.firstElementChild ?? list.appendChild(h("div", { class: "space", role: "presentation" }));
  space.style.height = `${store.list.length * HEIGHT}px`;
  const first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - 5);
  const last = Math.min(store.list.length, first + Math.ceil((list.clientHeight || 800) / HEIGHT) + 10);
  const rows = [];
  for (let at = first; at < last; at += 1) rows.push(row(store.list[at], at));
  space.replaceChildren(...rows);
  const at = store.list.indexOf(store.current);
  if (at >= 0) list.setAttribute("aria-activedescendant", `row-${at}`);
  else list.removeAttribute("aria-activedescendant");
  const left = store.list.filter((id) => store.items.get(id).state === "undecided").length;
  $("listed").textContent = store.list.length
    ? `${at + 1} of ${count(store.list.length)} in this list · ${count(left)} undecided`
    : "Nothing here matches the filters.";
}

function inSight() {
  const list = $("list");
  const at = store.list.indexOf(store.current);
  if (at < 0 || !list.clientHeight) return;
  const top = at * HEIGHT;
  if (top < list.scrollTop) list.scrollTop = Math.max(0, top - HEIGHT);
  else if (top + HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight + 2 * HEIGHT;
}

export function showQueue(what) {
  if (what === "list") showFilters();
  inSight();
  drawList();
}

export function startQueue() {
  $("list").addEventListener("scroll", drawList, { passive: true });
  new ResizeObserver(drawList).observe($("list"));
}
