// The report's own page as a picture, with the sentence and the words marked on it; else what stands around the paragraph.

import { blob, get } from "./api.js";
import { $, h } from "./dom.js";
import { item, paragraphOf } from "./store.js";

const DRAWN = 1400;
const KEPT = 24;
const PATIENCE = 300;
const pictures = new Map();
const marks = new Map();
let shown = { key: null, page: null, pages: null };
let wide = true;
let asked = 0;

async function picture(n, page, file) {
  const key = `${file}|${page}`;
  if (!pictures.has(key)) {
    pictures.set(
      key,
      blob(`/api/picture?n=${n}&page=${page}&width=${DRAWN}`).then((data) => URL.createObjectURL(data)),
    );
    if (pictures.size > KEPT) {
      const [old, address] = pictures.entries().next().value;
      pictures.delete(old);
      address.then(
        (url) => URL.revokeObjectURL(url),
        () => {},
      );
    }
    pictures.get(key).catch(() => pictures.delete(key));
  }
  return pictures.get(key);
}

const spansOf = (one) =>
  [...(one.sentence ? [one.sentence] : []), ...one.value.mentions.map((m) => [m.start, m.end])]
    .map((span) => span.join("-"))
    .join(",");

async function marksOf(one) {
  const spans = spansOf(one);
  const key = `${one.n}|${spans}`;
  if (!marks.has(key)) {
    marks.set(key, get(`/api/marks?n=${one.n}&spans=${spans}`));
    marks.get(key).catch(() => marks.delete(key));
  }
  return { found: await marks.get(key), sentence: Boolean(one.sentence) };
}

/** Shows the page on which the current value stands. */
export async function showSheet() {
  const one = item();
  const box = $("sheet");
  if (!one) {
    box.replaceChildren();
    shown = { key: null };
    return;
  }
  const key = `${one.n}|${spansOf(one)}`;
  if (shown.key === key) return;
  asked += 1;
  const mine = asked;
  const paragraph = paragraphOf(one);
  shown = { key, page: paragraph.page || 1, pages: null, whole: false, boxes: [] };
  if (!/\.pdf$/i.test(paragraph.file)) {
    await showAround(one, paragraph, mine);
    return;
  }
  if (!box.querySelector(".leaf"))
    box.replaceChildren(
      bar(paragraph),
      h("div", { class: "scroller" }, h("div", { class: "leaf waiting" }, "Drawing the page …")),
    );
  let placed = null;
  try {
    const waiting = marksOf(one);
    // Reading a long report takes a while the first time: its page is shown meanwhile, without marks.
    const late = await Promise.race([
      waiting,
      new Promise((go) => {
        setTimeout(() => go("late"), PATIENCE);
      }),
    ]);
    if (late === "late" && mine === asked && paragraph.page) await draw(one, paragraph, mine);
    placed = await waiting;
  } catch {
    /* the page is still worth seeing without its marks */
  }
  if (mine !== asked) return;
  if (placed && !placed.found.found) {
    box.replaceChildren(missing(paragraph));
    return;
  }
  const spans = placed ? placed.found.spans : [];
  const quotes = placed && placed.sentence ? spans.slice(1) : spans;
  shown.pages = placed ? placed.found.pages : null;
  shown.page = quotes.flat()[0]?.page ?? spans.flat()[0]?.page ?? shown.page;
  shown.boxes = [
    ...(placed && placed.sentence ? spans[0].map((b) => ({ ...b, quote: false })) : []),
    ...quotes.flat().map((b) => ({ ...b, quote: true })),
  ];
  shown.whole = true;
  await draw(one, paragraph, mine);
}

async function draw(one, paragraph, mine) {
  const box = $("sheet");
  try {
    const address = await picture(one.n, shown.page, paragraph.file);
    if (mine !== asked) return;
    const image = h("img", {
      src: address,
      alt: `Page ${shown.page} of ${paragraph.file}; the paragraph's text stands beside it`,
    });
    const leaf = h("div", { class: "leaf" }, image);
    const boxes = shown.boxes
      .filter((b) => b.page === shown.page)
      .map((b) => {
        const made = h("div", { class: `box${b.quote ? " quote" : ""}` });
        for (const [name, part] of [
          ["left", b.left],
          ["top", b.top],
          ["width", b.right - b.left],
          ["height", b.bottom - b.top],
        ])
          made.style[name] = `${part * 100}%`;
        return made;
      });
    leaf.append(...boxes);
    await image.decode().catch(() => {});
    if (mine !== asked) return;
    const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Picture of the page" }, leaf);
    leaf.style.width = `${wide ? zoomed() : 100}%`;
    box.replaceChildren(bar(paragraph), scroller);
    toMarks(scroller, leaf, image);
  } catch (error) {
    if (mine === asked)
      box.replaceChildren(
        bar(paragraph),
        h("div", { class: "scroller" }, h("p", { class: "hint" }, `No picture: ${error.message}`)),
      );
  }
}

/** How wide a page is shown, in hundredths of its place: so that the lines of the sentence fill it. */
function zoomed() {
  const here = shown.boxes.filter((b) => b.page === shown.page);
  if (!here.length) return 100;
  const across = Math.max(...here.map((b) => b.right)) - Math.min(...here.map((b) => b.left));
  return Math.max(100, Math.min(190, 92 / across));
}

/** Scrolls to the words again, where the picture was drawn out of sight. */
export function reveal() {
  const scroller = $("sheet").querySelector(".scroller");
  const leaf = scroller?.querySelector(".leaf");
  if (leaf && shown.whole) toMarks(scroller, leaf, leaf.querySelector("img"));
}

/** Scrolls to the words; where the page is wider than its place, to the left edge of the sentence. */
function toMarks(box, leaf, image) {
  const here = shown.boxes.filter((b) => b.page === shown.page);
  const first = here.find((b) => b.quote) ?? here[0];
  if (!first) {
    box.scrollTop = 0;
    return;
  }
  const left = Math.min(...here.map((b) => b.left));
  box.scrollTop = leaf.offsetTop + first.top * image.clientHeight - box.clientHeight * 0.35;
  box.scrollLeft = Math.max(0, left * image.clientWidth - 14);
}

function bar(paragraph) {
  const of = shown.pages ? ` of ${shown.pages}` : "";
  return h(
    "div",
    { class: "bar2" },
    h("span", { class: "file soft", title: paragraph.file }, paragraph.file),
    h("button", { type: "button", "aria-label": "Page before", onclick: () => turn(-1) }, "‹"),
    h("span", {}, `Page ${shown.page}${of}`),
    h("button", { type: "button", "aria-label": "Next page", onclick: () => turn(1) }, "›"),
    h("button", { type: "button", onclick: zoom }, wide ? "Whole page" : "Larger"),
  );
}

/** Another page of the same report. */
export async function turn(by) {
  const one = item();
  if (!one || !shown.whole) return;
  const page = Math.max(1, Math.min(shown.pages || 1e9, shown.page + by));
  if (page === shown.page) return;
  shown.page = page;
  asked += 1;
  await draw(one, paragraphOf(one), asked);
}

export function zoom() {
  wide = !wide;
  const one = item();
  if (one && shown.whole) {
    asked += 1;
    draw(one, paragraphOf(one), asked);
  }
}

function missing(paragraph) {
  return h(
    "div",
    { class: "scroller" },
    h(
      "div",
      { class: "around" },
      h("h2", {}, "The page"),
      h(
        "p",
        {},
        `${paragraph.file} is not here, or it has changed since the run. Start extract review with --raw and the folder that the reports were read from.`,
      ),
    ),
  );
}

async function showAround(one, paragraph, mine) {
  const box = $("sheet");
  let found = { found: false };
  try {
    found = await get(`/api/around?n=${one.n}`);
  } catch {
    /* shown without its neighbours */
  }
  if (mine !== asked) return;
  const piece = (other) => h("p", {}, other.number ? `${other.number}. ` : "", other.text);
  box.replaceChildren(
    h(
      "div",
      { class: "scroller" },
      h(
        "div",
        { class: "around" },
        h("h2", {}, found.found && found.headings.length ? found.headings.join(" › ") : paragraph.title || paragraph.report),
        found.found ? found.before.map(piece) : "",
        h("p", { class: "here" }, paragraph.text),
        found.found ? found.after.map(piece) : "",
        found.found
          ? ""
          : h(
              "p",
              {},
              `${paragraph.file} is not here, so what stands around the paragraph cannot be shown. Start extract review with --raw and its folder.`,
            ),
      ),
    ),
  );
}
