// The value that is looked at: what it says, where the text says it, and what can be done about it.

import { bulk, decide, stateWords, undoHere } from "./act.js";
import { $, ago, alertUser, count, h, say } from "./dom.js";
import { askBulk, askComment } from "./dialogs.js";
import { openForm, startAdding } from "./form.js";
import {
  MARKS,
  attributesOf,
  choose,
  clearFilter,
  fieldOf,
  fields,
  item,
  labelOf,
  nextOpen,
  paragraphOf,
  progress,
  setFilter,
  store,
  tintOf,
} from "./store.js";
import { pickWords, selected, textOf } from "./words.js";

const editing = { open: false };

/** Whether a form is open: nothing may then draw over it. */
export const busy = () => editing.open;

export function closeForm() {
  editing.open = false;
  showValue();
  $("value").focus({ preventScroll: true });
}

/** The name of an attribute for people. */
export const nameOf = (field, key) => fieldOf(field).labels[key] || key;

export function wordsOf(field, key, value, paragraph) {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.join(", ") || "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (key === fieldOf(field).reference)
    return paragraph.items.find((one) => one.field === field && one.key === value)?.label || value;
  if (typeof value === "number") return fieldOf(field).parted.includes(key) ? count(value) : String(value);
  return String(value).replaceAll("_", " ");
}

/** The attributes, each a button that opens the form at it; what a person changed with the machine's word beside it. */
function facts(one, paragraph) {
  const shown = attributesOf(one.field)
    .filter((about) => !about.hidden)
    .map((about) => about.name);
  return h(
    "div",
    { class: "facts", role: "group", "aria-label": "What it says" },
    shown.map((key) => {
      const now = wordsOf(one.field, key, one.value[key], paragraph);
      const differs = one.differs.includes(key);
      const before = differs ? wordsOf(one.field, key, one.machine[key], paragraph) : "";
      return h(
        "button",
        {
          type: "button",
          class: now === "–" && !differs ? "empty" : "",
          onclick: () => edit(one, key),
          "aria-label": `${nameOf(one.field, key)}: ${now}${differs ? `, the machine said ${before}` : ""}; correct it`,
        },
        h("span", {}, nameOf(one.field, key)),
        h("div", {}, differs ? [h("del", {}, before), " "] : "", differs ? h("ins", {}, now) : now),
      );
    }),
  );
}

function hints(one, paragraph) {
  const found = [];
  if (one.against) found.push(h("p", { class: "hint against" }, `The rules speak against this decision: ${one.against}.`));
  else if (one.state === "undecided" && one.why.length)
    found.push(h("p", { class: "hint" }, `Look closely: ${one.why.join("; ")}.`));
  if (one.since) found.push(h("p", { class: "hint" }, `Since the older output: ${one.since}.`));
  const gone = paragraph.gone.filter((other) => other.field === one.field);
  if (gone.length)
    found.push(h("p", { class: "hint" }, `The older output also said: ${gone.map((other) => other.label).join("; ")}.`));
  if (!one.machine && ["accepted", "corrected"].includes(one.state))
    found.push(h("p", { class: "hint" }, `The rules no longer give this value; it stays on ${one.who}’s word.`));
  if (one.comment) found.push(h("p", { class: "said" }, one.comment));
  return found;
}

function acts(one) {
  const act = (words, key, run, kind = "") =>
    h(
      "button",
      { type: "button", class: kind, onclick: run, "aria-keyshortcuts": key },
      words,
      h("kbd", { "aria-hidden": "true" }, key),
    );
  return h(
    "div",
    { class: "acts", role: "group", "aria-label": "Decide" },
    act("Accept", "A", () => decide("accept"), "main"),
    act("Reject", "R", () => decide("reject"), "no"),
    act("Correct", "E", () => edit(one)),
    act("Comment", "C", () => askComment(one)),
    act("Similar", "B", () => askBulk(one, bulk)),
  );
}

export function showValue() {
  if (editing.open) return;
  const box = $("value");
  const one = item();
  if (!one) {
    box.replaceChildren(finished());
    return;
  }
  const paragraph = paragraphOf(one);
  const focus = box.contains(document.activeElement) ? document.activeElement.getAttribute("aria-keyshortcuts") || "" : null;
  box.replaceChildren(
    h(
      "div",
      { class: "card" },
      h(
        "div",
        { class: "head" },
        h("span", { class: `tag ${tintOf(one.field)}` }, labelOf(one.field)),
        h(
          "span",
          { class: `state ${one.state}` },
          stateWords(one),
          one.when ? h("span", { class: "soft" }, ` · ${ago(one.when)}`) : "",
        ),
        one.decision
          ? h(
              "button",
              { type: "button", onclick: undoHere, "aria-keyshortcuts": "U" },
              "Undo",
              h("kbd", { "aria-hidden": "true" }, "U"),
            )
          : "",
      ),
      h("h1", { class: one.out ? "rejected" : "" }, one.label),
      facts(one, paragraph),
      hints(one, paragraph),
      acts(one),
      paper(paragraph, one),
      h("div", { id: "form" }),
      h("p", { class: "small soft" }, given(one)),
    ),
  );
  // Who works by keyboard stays on the button that was pressed, though it has been made anew.
  if (focus !== null) ((focus && box.querySelector(`[aria-keyshortcuts="${focus}"]`)) || box).focus({ preventScroll: true });
}

/** Which rules gave it, and how sure the machine was. */
function given(one) {
  const rules = one.rules.length ? `Given by ${one.rules.join(", ")}` : "";
  const sure = one.value.confidence < 1 ? `confidence ${one.value.confidence.toFixed(2)}` : "";
  return [rules, sure].filter(Boolean).join(" · ");
}

function paper(paragraph, one) {
  const place = [
    paragraph.section,
    paragraph.number ? `Paragraph ${paragraph.number}` : "",
    paragraph.page ? `Page ${paragraph.page}` : "",
  ].filter(Boolean);
  return h(
    "article",
    { class: "paper", "aria-label": "The paragraph" },
    h(
      "header",
      {},
      h("b", {}, paragraph.title || paragraph.report),
      h("span", {}, paragraph.title ? paragraph.report : ""),
      place.map((words) => h("span", {}, words)),
    ),
    h("div", { class: "pick", id: "pick" }, pickBar()),
    textOf(paragraph, one),
    h(
      "div",
      { class: "others" },
      h("h2", {}, "In this paragraph"),
      paragraph.items.map((other) =>
        h(
          "button",
          {
            type: "button",
            class: other.state,
            "aria-current": String(other.id === one.id),
            onclick: () => choose(other.id),
          },
          h("i", { class: `dot ${tintOf(other.field)}`, "aria-hidden": "true" }),
          h("span", {}, other.label),
          h("span", { class: `state ${other.state}`, "aria-hidden": "true" }, MARKS[other.state]),
          h("span", { class: "unseen" }, `${labelOf(other.field)}, ${other.state}`),
        ),
      ),
    ),
  );
}

/** Above the paragraph: how to add what was missed, or, once words are marked, as what. */
function pickBar(marked = null) {
  if (!marked) {
    return [
      h("button", { type: "button", onclick: addByKeys }, "Add what was missed", h("kbd", { "aria-hidden": "true" }, "N")),
      h("span", { class: "soft" }, "or mark its words in the text"),
    ];
  }
  return [
    h("span", {}, `Add “${marked.text.length > 60 ? `${marked.text.slice(0, 57)}…` : marked.text}” as`),
    fields().map((field, n) =>
      h(
        "button",
        {
          type: "button",
          dataset: { field: field.name },
          onmousedown: (event) => event.preventDefault(),
          onclick: () => startHere(field.name, marked),
        },
        field.label,
        h("kbd", { "aria-hidden": "true" }, n + 1),
      ),
    ),
  ];
}

/** The keys that say as what marked words are added: "1 country, 2 partner". */
export const numbered = () =>
  fields()
    .map((field, n) => `${n + 1} ${field.label.toLowerCase()}`)
    .join(", ");

let marked = null;
/** What is marked and not yet taken. */
export const markedNow = () => marked;

function mark(words) {
  marked = words;
  const bar = $("pick");
  if (bar) bar.replaceChildren(...pickBar(marked).flat());
}

export function watchSelection() {
  document.addEventListener("selectionchange", () => {
    const one = item();
    if (!one || editing.open) return;
    const words = selected(paragraphOf(one));
    if (words || marked) mark(words);
  });
}

/** Adding by keyboard: first the words, then as what. */
export function addByKeys() {
  const one = item();
  if (!one || editing.open) return;
  if (marked) {
    say(`Press ${numbered()}`);
    return;
  }
  editing.open = true;
  pickWords(
    paragraphOf(one),
    (words) => {
      editing.open = false;
      showValue();
      mark(words);
      const first = document.querySelector("#pick button");
      if (first) first.focus();
      say(`Add as: ${numbered()}`);
    },
    () => {
      editing.open = false;
      showValue();
    },
  );
}

export function addAs(number) {
  const field = fields()[number - 1];
  if (marked && field) startHere(field.name, marked);
}

async function startHere(field, words) {
  const one = item();
  marked = null;
  try {
    const form = await startAdding(paragraphOf(one), field, words, closeForm);
    place(form);
  } catch (error) {
    alertUser(error.message);
  }
}

export function edit(one = item(), at = null) {
  if (!one || editing.open) return;
  place(openForm(one, paragraphOf(one), at, closeForm));
}

function place(form) {
  editing.open = true;
  $("toast").hidden = true;
  $("form").replaceChildren(form);
  const first = form.querySelector("[data-first]") || form.querySelector("input, select, textarea");
  if (first) first.focus({ preventScroll: !form.querySelector("[data-first]") });
  $("value").scrollTop = 0;
}

function finished() {
  const { settled, total } = progress();
  const open = total - settled;
  const words = !total ? "There are no values in this output." : !open ? "Everything is settled." : "Nothing in this list.";
  return h(
    "div",
    { class: "done" },
    h("h1", {}, words),
    h("p", { class: "soft" }, `${count(settled)} of ${count(total)} values are settled.`),
    open
      ? h(
          "button",
          {
            type: "button",
            class: "main",
            onclick: () => {
              clearFilter();
              choose(nextOpen());
            },
          },
          `Show the ${count(open)} undecided`,
        )
      : "",
    total && !open ? h("p", { class: "soft" }, "The next extract run applies the decisions.") : "",
    total && !open ? h("button", { type: "button", onclick: () => setFilter({ state: "" }) }, "Look at all of them") : "",
  );
}
