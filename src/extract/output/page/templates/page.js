// Finding and sorting rows of the table; without it the page is whole, only still.
(() => {
  const table = document.getElementById("rows");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const find = document.getElementById("find");
  const safe = document.getElementById("safe");
  const said = document.getElementById("said");
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, people = 0;
    rows.forEach((row, index) => {
      const fits = (!safe.checked || row.dataset.safe === "1") && words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      if (fits) { shown += 1; if (row.dataset.safe === "1") people += Number(row.dataset.count); }
    });
    said.textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows, ${people.toLocaleString("en")} people`;
  };
  find.addEventListener("input", show);
  safe.addEventListener("change", show);
  show();
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => { const text = row.cells[column].dataset.key ?? row.cells[column].textContent.trim(); return text; };
      const number = head.classList.contains("n");
      const sorted = [...rows].sort((a, b) => number ? Number(key(a) || -1) - Number(key(b) || -1) : key(a).localeCompare(key(b), "en"));
      if (down) sorted.reverse();
      body.append(...sorted);
    });
  });
})();
