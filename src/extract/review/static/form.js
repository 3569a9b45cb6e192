// The form: made from the schema, so that it offers what may stand there and nothing else.

import { add, correct } from "./act.js";
import { post } from "./api.js";
import { combo, tokens } from "./combo.js";
import { $, h, unalert } from "./dom.js";
import { attributesOf, fieldOf, item, labelOf, store } from "./store.js";
import { pickWords, selected, textOf } from "./words.js";

/** The form that corrects a value; `at` is the attribute to begin with. */
export function openForm(one, paragraph, at, close) {
  const form = make(one.field, one.value, paragraph, one.key, `Correct: ${one.label}`, at, close, (value, comment) =>
    correct(one, value, comment),
  );
  form.querySelector("[name=comment]").value = one.comment;
  return form;
}

/** The form that adds a value, filled in with what the marked words come to. */
export async function startAdding(paragraph, field, words, close) {
  const begun = await post("/api/suggest", { n: paragraph.n, field, start: words.start, end: words.end });
  const value = { ...begun.value, mentions: [{ start: words.start, end: words.end, text: words.text }] };
  return make(field, value, paragraph, null, `Add: ${labelOf(field).toLowerCase()}`, null, close, (given, comment) =>
    add(paragraph.n, field, given, comment),
  );
}

function make(field, value, paragraph, key, title, at, close, save) {
  const parts = new Map();
  const mentions = { now: value.mentions };
  const grid = h("div", { class: "grid" });
  for (const about of attributesOf(field)) {
    const part = control(about, value[about.name], paragraph, key, field);
    if (about.name === at) part.first.dataset.first = "";
    parts.set(about.name, part);
    grid.append(part.box);
  }
  // What is picked from a list may bring other attributes with it.
  for (const part of parts.values())
    part.chosen = (offer) => {
      for (const [name, brought] of Object.entries(offer.brings)) parts.get(name)?.set(brought ?? "");
    };
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const words = h("span", {});
  const meaning = h("p", { class: "meaning now", "aria-hidden": "true" });
  const showWords = () => {
    words.textContent = mentions.now.map((one) => `“${one.text}”`).join(" … ") || "no words marked";
  };
  showWords();
  const form = h(
    "form",
    { class: "form", "aria-label": title, novalidate: true },
    h("h2", {}, title),
    meaning,
    grid,
    h(
      "p",
      { class: "small" },
      "Words: ",
      words,
      " ",
      h(
        "button",
        {
          type: "button",
          class: "link",
          onmousedown: (event) => event.preventDefault(),
          onclick: () =>
            remark(
              paragraph,
              (fresh) => {
                mentions.now = [fresh];
                showWords();
              },
              form,
            ),
        },
        "Mark other words",
      ),
    ),
    h(
      "div",
      { class: "part" },
      h("label", { for: "in-comment" }, "Comment"),
      h("input", { id: "in-comment", name: "comment", autocomplete: "off" }),
    ),
    wrong,
    h(
      "div",
      { class: "ends" },
      h("button", { type: "submit", class: "main" }, "Save", h("kbd", { "aria-hidden": "true" }, "Enter")),
      h("button", { type: "button", onclick: close }, "Cancel", h("kbd", { "aria-hidden": "true" }, "Esc")),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = { mentions: mentions.now.map((one) => ({ start: one.start, end: one.end })) };
    for (const [name, part] of parts) given[name] = part.get();
    form.querySelector("[type=submit]").disabled = true;
    const answer = await save(given, form.querySelector("[name=comment]").value);
    form.querySelector("[type=submit]").disabled = false;
    if (answer) close();
    else showWrong(field, parts, wrong);
  });
  // The meaning of the attribute that is being written: one line for all, so that nothing moves.
  form.addEventListener("focusin", (event) => {
    meaning.textContent = event.target.closest(".part")?.querySelector(".meaning")?.textContent || "";
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return form;
}

/** Puts the server's word beside the attribute that it is about. */
function showWrong(field, parts, wrong) {
  const words = document.querySelector("#alert span")?.textContent.replace(/^Not saved: /, "") || "";
  for (const [name, part] of parts) {
    const mine = words.startsWith(`${name}:`);
    part.first.setAttribute("aria-invalid", String(mine));
    if (mine) {
      part.first.focus();
      unalert("save");
      wrong.textContent = `${fieldOf(field).labels[name]}: ${words.slice(name.length + 1).trim()}`;
      wrong.hidden = false;
      return;
    }
  }
  wrong.hidden = true;
}

function remark(paragraph, taken, form) {
  const fresh = selected(paragraph);
  if (fresh) {
    taken(fresh);
    return;
  }
  const back = () => {
    $("text").replaceWith(textOf(paragraph, item()));
    form.querySelector("[type=submit]").focus();
  };
  pickWords(
    paragraph,
    (words) => {
      taken(words);
      back();
    },
    back,
  );
}

function control(about, value, paragraph, key, field) {
  const id = `in-${about.name}`;
  const label = h("label", { for: id }, about.label);
  const meaning = h("p", { class: "meaning", id: `${id}-m` }, about.meaning);
  const described = { id, name: about.name, "aria-describedby": `${id}-m`, autocomplete: "off" };
  const boxed = (input) => h("div", { class: `part${about.wide ? " wide" : ""}` }, label, input, meaning);
  const offered = about.completes ? () => offers(about.completes) : () => [];
  if (about.kind === "choice") return choice(about, value, described, boxed);
  if (about.kind === "array") {
    const made = tokens(described, value || [], offered, about.free);
    return { ...made, box: h("div", { class: "part wide" }, label, made.box, meaning) };
  }
  if (about.completes) {
    const made = combo(described, value || "", offered, (row) => row.key, about.free);
    const part = { ...made, box: boxed(made.box), chosen: null };
    made.picked = (row) => part.chosen && part.chosen(row.row);
    return part;
  }
  if (about.name === fieldOf(field).reference) return reference(value, described, boxed, paragraph, key, field);
  if (about.kind === "boolean") return yesOrNo(value, described, boxed);
  const whole = about.kind === "integer";
  const number = whole || about.kind === "number";
  const input = h("input", {
    ...described,
    value: value ?? "",
    inputmode: whole ? "numeric" : number ? "decimal" : "text",
  });
  const get = () => {
    const text = input.value.trim();
    if (text === "") return null;
    const plain = text.replace(/[,\s\u00a0\u202f]/g, "");
    return (whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(plain) && number ? Number(plain) : text;
  };
  return {
    box: boxed(input),
    first: input,
    get,
    set: (fresh) => {
      input.value = fresh ?? "";
    },
  };
}

/** One of the other values of the field in the paragraph. */
function reference(value, described, boxed, paragraph, key, field) {
  const others = paragraph.items.filter((one) => one.field === field && one.key !== key && !one.out);
  return select(
    described,
    boxed,
    [
      h("option", { value: "" }, "none"),
      ...others.map((one) => h("option", { value: one.key, selected: one.key === value }, one.label)),
    ],
    (chosen) => chosen || null,
  );
}

function yesOrNo(value, described, boxed) {
  const options = ["no", "yes"].map((one) => h("option", { value: one, selected: (one === "yes") === Boolean(value) }, one));
  return select(described, boxed, options, (chosen) => chosen === "yes");
}

function select(described, boxed, options, read) {
  const input = h("select", described, options);
  return {
    box: boxed(input),
    first: input,
    get: () => read(input.value),
    set: (fresh) => {
      input.value = fresh;
    },
  };
}

function choice(about, value, described, boxed) {
  if (about.empty || about.choices.length > 4 || about.choices.length < 3) {
    const options = about.choices.map((one) =>
      h("option", { value: one, selected: one === value }, one.replaceAll("_", " ")),
    );
    // What may be left open is left open unless somebody chooses.
    if (about.empty) options.unshift(h("option", { value: "", selected: !value }, "not decided"));
    return select(described, boxed, options, (chosen) => chosen || null);
  }
  const inputs = about.choices.map((one) =>
    h("input", { type: "radio", name: about.name, value: one, checked: one === value }),
  );
  const box = h(
    "fieldset",
    { class: "part wide", "aria-describedby": described["aria-describedby"] },
    h("legend", {}, about.label),
    h(
      "div",
      { class: "radios" },
      inputs.map((input) => h("label", {}, input, input.value.replaceAll("_", " "))),
    ),
    h("p", { class: "meaning", id: described["aria-describedby"] }, about.meaning),
  );
  const first = inputs.find((input) => input.checked) || inputs[0];
  return {
    box,
    first,
    get: () => inputs.find((input) => input.checked)?.value ?? null,
    set: (fresh) =>
      inputs.forEach((input) => {
        input.checked = input.value === fresh;
      }),
  };
}

/** What a field's list offers to complete. */
const offers = (field) =>
  store.about.form.offers[field].map((one) => ({
    key: one.key,
    shown: one.shown,
    more: one.more,
    held: `${one.words || one.shown} ${one.key}`.toLowerCase(),
    row: one,
  }));
