// Every act by a key. Keys count wherever no text is being written.

import { bulk, called, decide, undoHere } from "./act.js";
import { $, say } from "./dom.js";
import { askBulk, askComment, showHistory, showKeys } from "./dialogs.js";
import { turn, zoom } from "./sheet.js";
import { choose, item, nextOpen, step, store } from "./store.js";
import { setTable } from "./table.js";
import { addAs, addByKeys, busy, edit, markedNow } from "./value.js";

const KEY = "extract-review-single-keys";
export const single = () => localStorage.getItem(KEY) !== "off";
const setSingle = (on) => localStorage.setItem(KEY, on ? "on" : "off");

export const openKeys = () => showKeys(single, setSingle);

const filters = () => {
  $("f-more").open = true;
  $("f-state").focus();
  $("workplace").dataset.tab = "queue";
};
const search = () => {
  $("workplace").dataset.tab = "queue";
  $("f-search").focus();
  $("f-search").select();
};
const pickRow = () => $("table").querySelector('tr[aria-current="true"] input')?.click();

const go = (by) => {
  step(by);
  if (item()) say(called(item()));
};

const ACTS = {
  a: () => decide("accept"),
  r: () => decide("reject"),
  e: () => edit(),
  c: () => item() && askComment(item()),
  u: undoHere,
  n: addByKeys,
  b: () => item() && askBulk(item(), bulk),
  j: () => go(1),
  k: () => go(-1),
  arrowdown: () => go(1),
  arrowup: () => go(-1),
  g: () => choose(nextOpen()),
  t: () => setTable(!store.table),
  x: pickRow,
  "/": search,
  f: filters,
  "[": () => turn(-1),
  "]": () => turn(1),
  z: zoom,
  h: showHistory,
  "?": openKeys,
};
const WRITING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const writing = WRITING.has(target.tagName) && target.type !== "checkbox";
    if (event.key === "Escape" && writing && !busy()) {
      // A search field would empty itself: leaving it keeps what was searched for.
      event.preventDefault();
      target.blur();
      $("value").focus({ preventScroll: true });
      return;
    }
    if (writing || busy()) return;
    const key = event.key.toLowerCase();
    if (key.startsWith("arrow") && target.closest?.("button, summary, .sheet, .table")) return;
    if (/^[1-9]$/.test(key) && markedNow()) {
      event.preventDefault();
      addAs(Number(key));
      return;
    }
    const act = ACTS[key];
    if (!act || (!single() && /^[a-z]$/.test(key))) return;
    event.preventDefault();
    act();
  });
}
