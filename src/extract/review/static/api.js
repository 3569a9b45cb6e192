// The only way to the server: each request carries the token that came in the address and stands in no other page.

const KEY = "extract-review-token";

/** The token of the address; an address that opens the page once holds a code to be exchanged for it. */
async function token() {
  const fresh = location.hash.slice(1);
  if (fresh) history.replaceState(null, "", location.pathname);
  if (fresh.startsWith("once-")) {
    const answer = await fetch("/api/enter", {
      method: "POST",
      headers: { Authorization: `Bearer ${fresh.slice(5)}` },
      cache: "no-store",
    });
    if (answer.ok) sessionStorage.setItem(KEY, (await answer.json()).token);
  } else if (fresh) sessionStorage.setItem(KEY, fresh);
  return sessionStorage.getItem(KEY) || "";
}

const mine = token();

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, {
      ...options,
      headers: { Authorization: `Bearer ${await mine}`, ...(options.headers || {}) },
      cache: "no-store",
    });
  } catch {
    throw new Refused("extract review does not answer: nothing is saved until it runs again", 0);
  }
  if (answer.ok) return answer;
  let words = `the server answered ${answer.status}`;
  try {
    words = (await answer.json()).error || words;
  } catch {
    /* not JSON: the status must do */
  }
  throw new Refused(words, answer.status);
}

export const get = async (path) => (await ask(path, {})).json();
export const blob = async (path) => (await ask(path, {})).blob();
export const post = async (path, body) =>
  (await ask(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } })).json();
