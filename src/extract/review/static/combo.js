// A text field that completes names as one types (the ARIA pattern of a combobox with a list), and one that holds several.

import { h } from "./dom.js";

const MOST = 9;
let last = 0;

function found(offered, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = offered().filter((one) => words.every((word) => one.held.includes(word)));
  const rank = (one) =>
    one.more && one.more.toLowerCase() === typed.toLowerCase() ? 0 : one.held.startsWith(typed.toLowerCase()) ? 1 : 2;
  return hits.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** One name. `free`: what is typed counts even where no list holds it. Gives {box, first, get, set}; `picked` hears of a choice. */
export function combo(described, value, offered, key, free) {
  last += 1;
  const list = h("ul", { role: "listbox", id: `list-${last}`, hidden: true, "aria-label": "Names" });
  const input = h("input", {
    ...described,
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    value: shownOf(value, offered, free),
  });
  const made = { box: h("div", { class: "combo" }, input, list), first: input, picked: null };
  let hits = [];
  let at = -1;
  let chosen = value || null;
  const show = () => {
    list.replaceChildren(
      ...hits.map((hit, n) =>
        h(
          "li",
          {
            role: "option",
            id: `${list.id}-${n}`,
            "aria-selected": String(n === at),
            onmousedown: (event) => {
              event.preventDefault();
              pick(n);
            },
          },
          h("span", {}, hit.shown),
          h("span", { class: "soft" }, hit.more || ""),
        ),
      ),
    );
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const hide = () => {
    hits = [];
    at = -1;
    show();
  };
  const pick = (n) => {
    const hit = hits[n];
    chosen = key(hit);
    input.value = hit.shown;
    hide();
    if (made.picked) made.picked(hit);
  };
  input.addEventListener("input", () => {
    chosen = null;
    hits = found(offered, input.value.trim());
    at = free ? -1 : hits.length ? 0 : -1;
    show();
  });
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    if (!hits.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      show();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      pick(at);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      hide();
    }
  });
  made.get = () => chosen || (free ? input.value.trim() : exact(offered, input.value.trim()));
  made.set = (fresh) => {
    chosen = fresh;
    input.value = shownOf(fresh, offered, free);
  };
  made.clear = () => {
    chosen = null;
    input.value = "";
    hide();
  };
  return made;
}

const shownOf = (value, offered, free) =>
  free || !value ? value || "" : offered().find((one) => one.key === value)?.shown || value;

function exact(offered, typed) {
  const low = typed.toLowerCase();
  return offered().find((one) => one.shown.toLowerCase() === low || one.key.toLowerCase() === low)?.key ?? typed;
}

/** Several names: each a button that takes it away again. */
export function tokens(described, values, offered, free) {
  let held = [...values];
  const row = h("div", { class: "tokens", role: "group", "aria-label": "Chosen" });
  const inner = combo({ ...described, placeholder: "Type to add" }, "", offered, (hit) => hit.key, free);
  const show = () =>
    row.replaceChildren(
      ...held.map((one) =>
        h(
          "button",
          {
            type: "button",
            "aria-label": `Take away ${one}`,
            onclick: () => {
              held = held.filter((other) => other !== one);
              show();
              inner.first.focus();
            },
          },
          one,
          h("span", { "aria-hidden": "true" }, "×"),
        ),
      ),
    );
  const take = () => {
    const one = inner.get();
    if (one && !held.includes(one)) held.push(one);
    inner.clear();
    show();
  };
  inner.picked = take;
  inner.first.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Enter" && inner.first.value.trim()) {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !inner.first.value && held.length) {
      held.pop();
      show();
    }
  });
  show();
  return {
    box: h("div", {}, row, inner.box),
    first: inner.first,
    get: () => {
      if (inner.first.value.trim()) take();
      return held;
    },
    set: (fresh) => {
      held = [...fresh];
      show();
    },
  };
}
