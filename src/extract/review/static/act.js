// What a reviewer does. Each act is saved before the page shows it as saved, one after the other.

import { post } from "./api.js";
import { alertUser, count, say, toast, unalert } from "./dom.js";
import { STATES, choose, item, labelOf, nextOpen, renew, store, tell } from "./store.js";

let line = Promise.resolve();
const mine = [];

/** Saves one act after all before it; gives what the server answered, or undefined where it was not saved. */
function save(path, body) {
  const job = line.then(async () => {
    try {
      const answer = await post(path, { ...body, who: store.who });
      mine.push(...answer.saved);
      unalert("save");
      renew(answer, mine);
      return answer;
    } catch (error) {
      alertUser(`Not saved: ${error.message.replace(/^not saved: /, "")}`, "save");
      if (error.status === 409) tell("stale");
      return undefined;
    }
  });
  line = job;
  return job;
}

export const own = () => mine;

const request = (one, verdict, more = {}) => ({ item: one.id, verdict, seen: one.decision, ...more });

/** A value as a screen reader says it. */
export const called = (one) => `${labelOf(one.field)}: ${one.label}, ${STATES[one.state].toLowerCase()}`;

const VERBS = { accept: "accepted", reject: "rejected", correct: "corrected", note: "noted" };

/** Decides on the value that is looked at and goes on to the next undecided one. */
export async function decide(verdict, one = item(), go = true) {
  if (!one) return;
  const answer = await save("/api/decide", { items: [request(one, verdict)] });
  if (!answer) return;
  const next = go ? nextOpen() : null;
  toast(`Saved: ${one.label} ${VERBS[verdict]}`, { name: "Undo", run: () => undo(answer.saved[0], one.id) });
  if (next && store.current === one.id) {
    choose(next);
    say(`Saved: ${one.label} ${VERBS[verdict]}. Next: ${called(store.items.get(next))}`);
  } else tell("current");
}

export async function correct(one, becomes, comment) {
  const answer = await save("/api/decide", { items: [request(one, "correct", { is: becomes, comment })] });
  if (answer) toast(`Saved: ${one.label} corrected`, { name: "Undo", run: () => undo(answer.saved[0], one.id) });
  return answer;
}

export async function add(n, field, value, comment) {
  const answer = await save("/api/add", { n, field, is: value, comment });
  if (answer) {
    const fresh = store.paragraphs[n].items.find((one) => one.decision === answer.saved[0]);
    toast(`Saved: ${labelOf(field).toLowerCase()} added`, { name: "Undo", run: () => undo(answer.saved[0]) });
    if (fresh) {
      if (!store.list.includes(fresh.id)) store.list.splice(store.list.indexOf(store.current) + 1, 0, fresh.id);
      tell("list");
      choose(fresh.id);
    }
  }
  return answer;
}

/** A comment: with the decision where there is one, else alone. */
export async function comment(one, words) {
  if (!one.decision) return save("/api/decide", { items: [request(one, "note", { comment: words })] });
  if (one.state === "added" || one.state === "corrected") {
    return save("/api/decide", { items: [request(one, "correct", { is: one.value, comment: words })] });
  }
  return save("/api/decide", { items: [request(one, one.state === "rejected" ? "reject" : "accept", { comment: words })] });
}

export async function undo(decision, back = null) {
  const answer = await save("/api/undo", { decision });
  if (!answer) return;
  if (back && store.items.has(back)) choose(back);
  else tell("current");
  toast("Undone");
}

/** Takes back the decision on the value that is looked at, or else the last act of this page. */
export function undoHere() {
  const one = item();
  if (one && one.decision) return undo(one.decision, one.id);
  const last = mine.at(-1);
  if (!last) {
    say("Nothing to undo");
    return undefined;
  }
  return undo(last);
}

export async function bulk(items, verdict) {
  const answer = await save("/api/decide", { items: items.map((one) => request(one, verdict)), bulk: true });
  if (!answer) return undefined;
  toast(`Saved: ${count(items.length)} values ${VERBS[verdict]}`);
  const next = item()?.state === "undecided" ? null : nextOpen();
  if (next) choose(next);
  return answer;
}

export const stateWords = (one) =>
  one.state === "undecided"
    ? "Suggested by the machine"
    : `${STATES[one.state]} by ${one.who}${one.bulk ? ", with others" : ""}`;
