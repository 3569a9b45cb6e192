// Elements made by hand: report text only ever becomes text, never markup.

/** An element with its properties (on… are listeners, class, dataset, anything else an attribute) and children. */
export function h(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else if (name === "value" || name === "checked" || name === "selected" || name === "disabled" || name === "hidden")
      made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

export const $ = (id) => document.getElementById(id);

/** Says something to a screen reader. */
export function say(words) {
  $("live").textContent = "";
  requestAnimationFrame(() => {
    $("live").textContent = words;
  });
}

let fading = 0;
/** A short word at the foot of the page, with one thing to do about it. */
export function toast(words, act = null) {
  const box = $("toast");
  box.replaceChildren(h("span", {}, words));
  if (act)
    box.append(
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            box.hidden = true;
            act.run();
          },
        },
        act.name,
      ),
    );
  box.hidden = false;
  say(words);
  clearTimeout(fading);
  fading = setTimeout(() => {
    box.hidden = true;
  }, 5000);
}

/** What went wrong, until it is put away; `key` lets `unalert` take it back. */
export function alertUser(words, key = "once") {
  const box = $("alert");
  box.dataset.key = key;
  box.replaceChildren(
    h("span", {}, words),
    h(
      "button",
      {
        type: "button",
        class: "no",
        onclick: () => {
          box.hidden = true;
        },
      },
      "Close",
    ),
  );
  box.hidden = false;
}

export function unalert(key) {
  if ($("alert").dataset.key === key) $("alert").hidden = true;
}

/** Offsets: the server counts characters, the browser UTF-16 units; they differ only behind letters outside the basic plane. */
export function measure(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { unit: (at) => at, point: (at) => at };
  const units = [0];
  for (const letter of text) units.push(units[units.length - 1] + letter.length);
  return {
    unit: (at) => units[Math.min(at, units.length - 1)],
    point: (at) => {
      let n = 0;
      while (n + 1 < units.length && units[n + 1] <= at) n += 1;
      return n;
    },
  };
}

export const count = (number) => number.toLocaleString("en");

/** How long ago a time was, in words. */
export function ago(when) {
  const seconds = (Date.now() - Date.parse(when)) / 1000;
  if (!(seconds > 60)) return "just now";
  for (const [size, word] of [
    [86400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ]) {
    if (seconds >= size) {
      const n = Math.floor(seconds / size);
      return `${n} ${word}${n === 1 ? "" : "s"} ago`;
    }
  }
  return "just now";
}

/** The dialog that is open, made anew each time; closes on Escape and gives the focus back. */
export function dialog(title, ...children) {
  const before = document.activeElement;
  const box = h(
    "dialog",
    { "aria-labelledby": "dialog-title" },
    h("div", { class: "inside" }, h("h2", { id: "dialog-title", tabindex: "-1", autofocus: true }, title), children),
  );
  box.addEventListener("close", () => {
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  document.body.append(box);
  box.showModal();
  return box;
}
