// Many values at once: a table of what the filters give, with its own marks for deciding on several.

import { bulk, decide } from "./act.js";
import { $, count, h, measure } from "./dom.js";
import { MARKS, STATES, choose, fieldOf, item, labelOf, paragraphOf, store, tell, tintOf } from "./store.js";
import { nameOf, wordsOf } from "./value.js";

const PORTION = 150;
let most = PORTION;
const picked = new Set();

export function setTable(on) {
  store.table = on;
  $("workplace").classList.toggle("as-table", on);
  $("table").hidden = !on;
  $("view").setAttribute("aria-pressed", String(on));
  tell("view");
}

export function showTable(what) {
  if (!store.table) return;
  if (what === "list") {
    most = PORTION;
    picked.clear();
  }
  if (what === "current") {
    current();
    return;
  }
  const rows = store.list.slice(0, most);
  const left = store.list.length - rows.length;
  const top = $("table").scrollTop;
  const held = document.activeElement.closest?.("#table tr[data-id]");
  const at = held ? [...held.querySelectorAll("button, input")].indexOf(document.activeElement) : -1;
  $("table").replaceChildren(
    over(),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["", "Value", "Says", "Sentence", "Report", "State", "Decide"].map((words) =>
              h("th", { scope: "col" }, words || h("span", { class: "unseen" }, "Pick")),
            ),
          ),
        ),
        h("tbody", {}, rows.map(row)),
      ),
    ),
    left > 0
      ? h(
          "div",
          { class: "over" },
          h(
            "button",
            {
              type: "button",
              onclick: () => {
                most += PORTION;
                showTable("more");
              },
            },
            `Show ${count(Math.min(PORTION, left))} more`,
          ),
          h("span", { class: "soft" }, `${count(left)} further down`),
        )
      : "",
  );
  $("table").scrollTop = top;
  if (held)
    [...$("table").querySelectorAll("tr[data-id]")]
      .find((line) => line.dataset.id === held.dataset.id)
      ?.querySelectorAll("button, input")
      [at]?.focus({ preventScroll: true });
  current();
}

function over() {
  const chosen = [...picked].map((id) => store.items.get(id)).filter(Boolean);
  const act = (words, verdict, kind) =>
    h(
      "button",
      {
        type: "button",
        class: kind,
        disabled: !chosen.length,
        onclick: async () => {
          const done = await bulk(chosen, verdict);
          if (done) {
            picked.clear();
            showTable("data");
          }
        },
      },
      words,
    );
  return h(
    "div",
    { class: "over" },
    h(
      "button",
      {
        type: "button",
        onclick: () => {
          store.list.slice(0, most).forEach((id) => {
            if (store.items.get(id).state === "undecided") picked.add(id);
          });
          showTable("data");
        },
      },
      "Pick all undecided shown",
    ),
    act("Accept picked", "accept", "main"),
    act("Reject picked", "reject", "no"),
    h(
      "span",
      { class: "soft", role: "status" },
      chosen.length ? `${count(chosen.length)} picked` : `${count(store.list.length)} values`,
    ),
  );
}

function row(id) {
  const one = store.items.get(id);
  const paragraph = paragraphOf(one);
  const box = h("input", {
    type: "checkbox",
    checked: picked.has(id),
    "aria-label": `Pick ${one.label}`,
    onchange: () => {
      if (box.checked) picked.add(id);
      else picked.delete(id);
      $("table").firstElementChild.replaceWith(over());
    },
  });
  const beside = fieldOf(one.field).beside.filter((key) => wordsOf(one.field, key, one.value[key], paragraph) !== "–");
  return h(
    "tr",
    { class: one.state, dataset: { id } },
    h("td", {}, box),
    h(
      "td",
      {},
      h(
        "button",
        {
          type: "button",
          class: "link name",
          onclick: () => {
            choose(id);
            setTable(false);
            document.dispatchEvent(new CustomEvent("opened"));
          },
        },
        one.label,
      ),
      h("div", {}, h("span", { class: `tag ${tintOf(one.field)}` }, labelOf(one.field))),
    ),
    h(
      "td",
      { class: "small" },
      beside.map((key) =>
        h("div", {}, h("span", { class: "soft" }, `${nameOf(one.field, key)} `), wordsOf(one.field, key, one.value[key], paragraph)),
      ),
    ),
    h("td", { class: "says" }, sentence(one, paragraph)),
    h(
      "td",
      { class: "small" },
      paragraph.report,
      h(
        "div",
        { class: "soft" },
        [paragraph.page ? `p. ${paragraph.page}` : "", paragraph.number ? `para. ${paragraph.number}` : ""]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    h(
      "td",
      {},
      h("span", { class: `state ${one.state}` }, `${MARKS[one.state]} ${STATES[one.state]}`),
      one.comment ? h("div", { class: "small soft" }, one.comment) : "",
    ),
    h(
      "td",
      {},
      h(
        "div",
        { class: "pair" },
        h(
          "button",
          { type: "button", "aria-label": `Accept ${one.label}`, onclick: () => decide("accept", store.items.get(id), false) },
          "✓",
        ),
        h(
          "button",
          {
            type: "button",
            class: "no",
            "aria-label": `Reject ${one.label}`,
            onclick: () => decide("reject", store.items.get(id), false),
          },
          "✗",
        ),
      ),
    ),
  );
}

function sentence(one, paragraph) {
  if (!one.sentence) return "";
  const { unit } = measure(paragraph.text);
  const [from, to] = one.sentence.map(unit);
  const parts = [];
  let at = from;
  for (const mention of one.value.mentions) {
    const [start, end] = [unit(mention.start), unit(mention.end)];
    if (start < at || end > to) continue;
    parts.push(paragraph.text.slice(at, start), h("mark", {}, paragraph.text.slice(start, end)));
    at = end;
  }
  parts.push(paragraph.text.slice(at, to));
  return parts;
}

function current() {
  const now = item();
  for (const line of $("table").querySelectorAll("tbody tr")) {
    const mine = Boolean(now) && line.dataset.id === now.id;
    line.setAttribute("aria-current", String(mine));
    if (mine) line.scrollIntoView({ block: "nearest" });
  }
}
