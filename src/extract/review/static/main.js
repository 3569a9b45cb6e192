// Starts the page and keeps its parts in step.

import { own } from "./act.js";
import { get } from "./api.js";
import { $, alertUser, count, h, toast, unalert } from "./dom.js";
import { askName, showHistory } from "./dialogs.js";
import { openKeys, startKeys } from "./keys.js";
import { makeFilters, showQueue, startQueue } from "./queue.js";
import { reveal, showSheet } from "./sheet.js";
import { load, nextOpen, progress, refilter, renew, store, tell, watch } from "./store.js";
import { setTable, showTable } from "./table.js";
import { markedNow, showValue, watchSelection } from "./value.js";

const EVERY = 3000;
const NAME = "extract-review-name";
const THEME = "extract-review-theme";
const THEMES = ["auto", "light", "dark"];

function showProgress() {
  const { settled, total } = progress();
  const share = total ? Math.floor((100 * settled) / total) : 100;
  $("fill").style.width = `${share}%`;
  $("bar").setAttribute("aria-valuenow", String(share));
  $("count").textContent = `${count(settled)} of ${count(total)} values settled · ${share} %`;
  document.title = `${share} % · extract review`;
}

function show(what) {
  showProgress();
  showQueue(what);
  showTable(what);
  if (!store.table) {
    if (what !== "data" || !markedNow()) showValue();
    showSheet();
  }
  if (what === "current") $("value").scrollTop = 0;
}

function setTab(name) {
  $("workplace").dataset.tab = name;
  for (const tab of document.querySelectorAll(".tabs button")) {
    if (tab.dataset.tab === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  showQueue("tab");
  if (name === "sheet") reveal();
}

function setWho(name) {
  store.who = name;
  localStorage.setItem(NAME, name);
  $("who-name").textContent = name;
  $("who").setAttribute("aria-label", `You decide as ${name}; change the name`);
}

function setTheme(name) {
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  localStorage.setItem(THEME, name);
  $("theme").setAttribute("aria-label", `Colours: ${name}`);
}

async function poll() {
  try {
    const answer = await get(`/api/changes?since=${store.version}`);
    unalert("away");
    if (answer.version === store.version) return;
    const foreign = renew(answer, own());
    if (foreign.length)
      toast(`${foreign[0].who} decided on ${foreign.length === 1 ? foreign[0].label : `${count(foreign.length)} values`}`);
  } catch (error) {
    alertUser(error.message, "away");
  }
}

async function start() {
  setTheme(THEMES.includes(localStorage.getItem(THEME)) ? localStorage.getItem(THEME) : "auto");
  let everything;
  try {
    everything = await get("/api/all");
  } catch (error) {
    $("value").replaceChildren(
      h("div", { class: "done" }, h("h1", {}, "This page cannot be opened"), h("p", {}, error.message)),
    );
    return;
  }
  load(everything);
  $("folder").textContent = everything.folder;
  setWho((!everything.named && localStorage.getItem(NAME)) || everything.who);
  makeFilters();
  startQueue();
  startKeys();
  watch(show);
  watchSelection();
  refilter(false);
  store.current = store.current ?? nextOpen();
  $("view").onclick = () => setTable(!store.table);
  $("history").onclick = showHistory;
  $("keys").onclick = openKeys;
  $("who").onclick = () => askName(setWho);
  $("theme").onclick = () => setTheme(THEMES[(THEMES.indexOf(localStorage.getItem(THEME)) + 1) % THEMES.length]);
  for (const tab of document.querySelectorAll(".tabs button")) tab.onclick = () => setTab(tab.dataset.tab);
  document.addEventListener("opened", () => setTab("value"));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) poll();
  });
  setInterval(() => {
    if (!document.hidden) poll();
  }, EVERY);
  $("value").focus({ preventScroll: true });
  tell("ready");
}

start();
