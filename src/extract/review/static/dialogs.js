// What opens over the page: the key map, a comment, all values like this one, a rule's diff, the history, the reviewer's name.

import { comment, own, undo } from "./act.js";
import { get, post } from "./api.js";
import { ago, alertUser, count, dialog, h, toast } from "./dom.js";
import { all, fieldOf, labelOf, store } from "./store.js";

const KEYS = [
  ["A", "Accept, go to the next"],
  ["R", "Reject, go to the next"],
  ["E", "Correct"],
  ["C", "Comment"],
  ["U", "Undo"],
  ["N", "Add: mark the words with the arrow keys"],
  ["1 – 9", "Add the marked words as the field of that number"],
  ["B", "All values like this one"],
  ["J or ↓", "Next value"],
  ["K or ↑", "Value before"],
  ["G", "Next undecided value"],
  ["T", "Table, or one value"],
  ["X", "Pick the row (table)"],
  ["/", "Search"],
  ["F", "Filters"],
  ["[ and ]", "Page before, next page"],
  ["Z", "Larger page"],
  ["H", "History"],
  ["Esc", "Close, leave a field"],
  ["?", "This map"],
];

export function showKeys(single, setSingle) {
  const box = h("input", { type: "checkbox", checked: single(), onchange: () => setSingle(box.checked) });
  const made = dialog(
    "Keys",
    h(
      "dl",
      { class: "map" },
      KEYS.map(([key, words]) => h("div", {}, h("dt", {}, words), h("dd", {}, h("kbd", {}, key)))),
    ),
    h("label", { class: "radios" }, box, "Single keys decide (turn off if you steer by voice)"),
    h("div", { class: "ends" }, h("button", { type: "button", class: "main", onclick: () => made.close() }, "Close")),
  );
}

export function askComment(one) {
  const input = h("textarea", { id: "comment", "aria-label": "Comment" });
  input.value = one.comment;
  const save = async () => {
    if (await comment(one, input.value.trim())) {
      made.close();
      toast("Saved: comment");
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  const made = dialog(
    `Comment: ${one.label}`,
    input,
    h(
      "div",
      { class: "ends" },
      h("button", { type: "button", onclick: () => made.close() }, "Cancel"),
      h("button", { type: "button", class: "main", onclick: save }, "Save", h("kbd", { "aria-hidden": "true" }, "Enter")),
    ),
  );
  input.focus();
}

/** The values that one may mean by "all like this": same name, same rule, what the filters show. */
function groups(one) {
  const mine = all().filter((other) => other.field === one.field);
  const found = [[`${labelOf(one.field)}: ${one.same}`, mine.filter((other) => other.same === one.same)]];
  for (const rule of one.rules) found.push([`Given by ${rule}`, mine.filter((other) => other.rules.includes(rule))]);
  found.push(["All that the filters show", store.list.map((id) => store.items.get(id))]);
  return found.map(([words, items]) => ({ words, all: items, items: items.filter((other) => other.state === "undecided") }));
}

export function askBulk(one, bulk) {
  const choices = groups(one);
  let now = choices.findIndex((group) => group.items.length);
  if (now < 0) now = 0;
  const sample = h("div", { class: "sample", role: "status" });
  const accept = h("button", { type: "button", class: "main" });
  const reject = h("button", { type: "button", class: "no" });
  const show = () => {
    const items = choices[now].items;
    accept.textContent = `Accept ${count(items.length)}`;
    reject.textContent = `Reject ${count(items.length)}`;
    accept.disabled = !items.length;
    reject.disabled = !items.length;
    sample.replaceChildren(
      ...(items.length
        ? items
            .slice(0, 40)
            .map((other) => h("div", {}, h("b", {}, other.label), " ", h("span", { class: "soft" }, sentenceOf(other))))
        : [h("div", { class: "soft" }, "None of them is undecided.")]),
      items.length > 40 ? h("div", { class: "soft" }, `and ${count(items.length - 40)} more`) : "",
    );
  };
  const run = async (verdict) => {
    if (await bulk(choices[now].items, verdict)) made.close();
  };
  accept.onclick = () => run("accept");
  reject.onclick = () => run("reject");
  const radios = choices.map((group, n) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "group",
        checked: n === now,
        onchange: () => {
          now = n;
          show();
        },
      }),
      h(
        "span",
        {},
        group.words,
        h("span", { class: "soft" }, ` – ${count(group.items.length)} undecided of ${count(group.all.length)}`),
      ),
    ),
  );
  const made = dialog(
    "All values like this one",
    h("div", { class: "bulk", role: "radiogroup", "aria-label": "Which values" }, radios),
    sample,
    h("div", { class: "ends" }, h("button", { type: "button", onclick: () => made.close() }, "Cancel"), reject, accept),
    h("h2", {}, "For all time"),
    h("p", { class: "small soft" }, "Written into your own patterns; you see the change before anything is written."),
    h(
      "div",
      { class: "bulk" },
      rules(one, () => made.close()),
    ),
  );
  show();
  made.querySelector("[name=group]:checked")?.focus();
}

const sentenceOf = (one) => (one.sentence ? [...store.paragraphs[one.n].text].slice(...one.sentence).join("") : "");

function rules(one, close) {
  const found = [];
  const offer = (words, kind, rule = "") =>
    found.push(
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            close();
            showRule(one, kind, rule);
          },
        },
        words,
      ),
    );
  for (const [kind, words] of Object.entries(fieldOf(one.field).rules)) {
    const stands = one.rule_words[kind];
    if (stands !== null) offer(words.replace("{}", stands), kind);
  }
  for (const rule of one.rules.filter((id) => id !== "review")) offer(`Switch off the rule ${rule}`, "rule-off", rule);
  return found;
}

async function showRule(one, kind, rule) {
  let offered;
  try {
    offered = await post("/api/rule", { item: one.id, kind, rule, who: store.who });
  } catch (error) {
    alertUser(error.message);
    return;
  }
  const lines = offered.diff
    .split("\n")
    .filter(Boolean)
    .map((line) =>
      h(
        "div",
        { class: line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : line.startsWith("@") ? "hunk" : "" },
        line,
      ),
    );
  const write = async () => {
    try {
      const done = await post("/api/rule", { item: one.id, kind, rule, who: store.who, seal: offered.seal });
      made.close();
      toast(`Written: ${done.written.join(", ")}. It counts from the next extract run --patterns ${store.about.patterns}`);
    } catch (error) {
      made.close();
      alertUser(error.message);
    }
  };
  const made = dialog(
    "A rule from your word",
    h("p", {}, offered.words),
    h("div", { class: "diff", role: "region", "aria-label": "The change", tabindex: "0" }, lines),
    h(
      "p",
      { class: "small soft" },
      `It counts from the next extract run --patterns ${store.about.patterns}; extract patterns check tries its examples.`,
    ),
    h(
      "div",
      { class: "ends" },
      h("button", { type: "button", onclick: () => made.close() }, "Do not write"),
      h("button", { type: "button", class: "main", onclick: write }, "Write it"),
    ),
  );
}

const VERBS = {
  accept: "accepted",
  correct: "corrected",
  reject: "rejected",
  add: "added",
  note: "commented on",
  undo: "took back a decision on",
};

export async function showHistory() {
  let lines;
  try {
    ({ lines } = await get("/api/history"));
  } catch (error) {
    alertUser(error.message);
    return;
  }
  const row = (line) =>
    h(
      "li",
      { class: line.void ? "void" : "" },
      h(
        "span",
        {},
        h("b", {}, line.who),
        h("span", { class: "what" }, ` ${VERBS[line.verdict]} ${line.value}`),
        h(
          "span",
          { class: "soft" },
          ` · ${line.report} · ${ago(line.when)}${line.bulk ? " · with others" : ""}${line.void ? " · undone" : ""}`,
        ),
      ),
      line.verdict !== "undo" && !line.void
        ? h(
            "button",
            {
              type: "button",
              "aria-label": `Undo: ${VERBS[line.verdict]} ${line.value}`,
              onclick: async () => {
                await undo(line.id);
                made.close();
                showHistory();
              },
            },
            "Undo",
          )
        : h("span", {}),
      line.comment ? h("span", { class: "comment soft" }, line.comment) : "",
    );
  const made = dialog(
    "History",
    h("p", { class: "small soft" }, `${store.about.decisions} · ${count(own().length)} by this page`),
    lines.length ? h("ul", { class: "lines" }, lines.map(row)) : h("p", { class: "soft" }, "Nothing is decided yet."),
    h("div", { class: "ends" }, h("button", { type: "button", class: "main", onclick: () => made.close() }, "Close")),
  );
}

export function askName(set) {
  const input = h("input", { id: "name", "aria-label": "Your name", value: store.who, autocomplete: "off" });
  const save = () => {
    if (input.value.trim()) {
      set(input.value.trim());
      made.close();
    }
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      save();
    }
  });
  const made = dialog(
    "Who decides?",
    h("p", { class: "small soft" }, "Stands in each decision that you save from here on."),
    input,
    h("div", { class: "ends" }, h("button", { type: "button", class: "main", onclick: save }, "Save")),
  );
  input.focus();
}
