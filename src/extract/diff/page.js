"use strict";
(() => {
  const form = document.querySelector("form");
  if (!form) return;
  const lines = [...document.querySelectorAll(".line")];
  const told = form.querySelector("output");
  const words = new Map(lines.map((line) => [line, line.closest(".group").textContent.toLowerCase()]));
  const hide = (selector) => {
    for (const part of document.querySelectorAll(selector)) part.hidden = !part.querySelector(".line:not([hidden])");
  };
  const filter = () => {
    const off = new Set([...form.querySelectorAll("input[type=checkbox]:not(:checked)")].map((box) => box.value));
    const sought = form.querySelector("input[type=search]").value.trim().toLowerCase();
    let shown = 0;
    for (const line of lines) {
      line.hidden = off.has(line.dataset.field) || off.has(line.dataset.kind) || !words.get(line).includes(sought);
      shown += line.hidden ? 0 : 1;
    }
    hide(".group"); hide(".block"); hide(".report");
    told.value = `${shown.toLocaleString("en")} of ${lines.length.toLocaleString("en")} changes shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
