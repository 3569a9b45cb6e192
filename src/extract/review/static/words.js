// The paragraph's text with its marks, and the words that a reviewer marks in it, by mouse or by keyboard.

import { h, measure, say } from "./dom.js";
import { choose, store, tintOf } from "./store.js";

/** The pieces of a text between all offsets at which something begins or ends. */
function cuts(length, spans) {
  const at = new Set([0, length]);
  for (const [start, end] of spans) {
    at.add(Math.max(0, start));
    at.add(Math.min(length, end));
  }
  return [...at].sort((a, b) => a - b);
}

/** The paragraph as elements: the sentence, every value's words, and those of the current value. */
export function textOf(paragraph, current) {
  const { unit } = measure(paragraph.text);
  const marks = [];
  for (const one of paragraph.items) {
    for (const mention of one.value.mentions) {
      marks.push({ start: unit(mention.start), end: unit(mention.end), one, now: current && one.id === current.id });
    }
  }
  const sentence = current && current.sentence ? current.sentence.map(unit) : null;
  const edges = cuts(paragraph.text.length, [...marks.map((m) => [m.start, m.end]), ...(sentence ? [sentence] : [])]);
  const made = h("div", { class: "text", id: "text" });
  for (let n = 0; n + 1 < edges.length; n += 1) {
    const [start, end] = [edges[n], edges[n + 1]];
    const here = marks.filter((m) => m.start <= start && end <= m.end);
    const top = here.find((m) => m.now) ?? here.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    let piece = document.createTextNode(paragraph.text.slice(start, end));
    if (top) {
      piece = h(
        "mark",
        {
          class: `${tintOf(top.one.field)}${top.now ? " now" : ""}${top.one.out ? " out" : ""}`,
          title: top.one.label,
          onclick: () => {
            if (getSelection().isCollapsed) choose(top.one.id);
          },
        },
        piece,
      );
    }
    if (sentence && sentence[0] <= start && end <= sentence[1]) piece = h("span", { class: "sentence" }, piece);
    made.append(piece);
  }
  return made;
}

/** Offsets (characters) of what is selected in the paragraph, blanks at both ends left out; null where nothing is. */
export function selected(paragraph) {
  const box = document.getElementById("text");
  const selection = getSelection();
  if (!box || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(box, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return trimmed(paragraph, start, start + range.toString().length);
}

function trimmed(paragraph, start, end) {
  const words = paragraph.text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  const to = start + words.trimEnd().length;
  if (from >= to) return null;
  const { point } = measure(paragraph.text);
  return { start: point(from), end: point(to), text: paragraph.text.slice(from, to) };
}

/** Marking words by keyboard: arrows go from word to word, with Shift they take more; Enter takes them, Escape leaves. */
export function pickWords(paragraph, taken, left) {
  const box = document.getElementById("text");
  const words = [...paragraph.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.&/-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)].map((m) => [
    m.index,
    m.index + m[0].length,
  ]);
  if (!box || !words.length) return;
  const spans = [];
  box.replaceChildren();
  let at = 0;
  for (const [start, end] of words) {
    box.append(paragraph.text.slice(at, start));
    const span = h("span", { class: "word" }, paragraph.text.slice(start, end));
    spans.push(span);
    box.append(span);
    at = end;
  }
  box.append(paragraph.text.slice(at));
  const current = store.items.get(store.current);
  const { unit } = measure(paragraph.text);
  const begin = current && current.sentence ? unit(current.sentence[0]) : 0;
  let head = Math.max(
    0,
    words.findIndex(([start]) => start >= begin),
  );
  let anchor = head;
  let done = false;
  box.tabIndex = 0;
  box.setAttribute("role", "application");
  box.setAttribute(
    "aria-label",
    "Mark words: arrow keys move, Shift and arrow keys mark more, Enter takes them, Escape leaves",
  );
  const show = () => {
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    spans.forEach((span, n) => span.classList.toggle("at", n >= from && n <= to));
    spans[head].scrollIntoView({ block: "nearest" });
    say(paragraph.text.slice(words[from][0], words[to][1]));
  };
  const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8, Home: -1e9, End: 1e9 };
  box.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key in move) {
      event.preventDefault();
      head = Math.max(0, Math.min(words.length - 1, head + move[event.key]));
      if (!event.shiftKey) anchor = head;
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      done = true;
      taken(trimmed(paragraph, words[Math.min(anchor, head)][0], words[Math.max(anchor, head)][1]));
    } else if (event.key === "Escape") {
      event.preventDefault();
      done = true;
      left();
    }
  };
  box.onblur = () => {
    if (!done) {
      done = true;
      left();
    }
  };
  box.focus();
  show();
}
