// Asks the server. What goes wrong becomes a sentence for the reader; nothing fails in silence.

const body = document.body;
const spoken = JSON.parse(body.dataset.words || "{}");

export const dossier = body.dataset.dossier || "";
export const base = `/dossier/${encodeURIComponent(dossier)}`;

/** The text of a key, its {names} filled in. */
export function word(key, values = {}) {
  return (spoken[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export class Problem extends Error {
  constructor(sentence, status, record) {
    super(sentence);
    this.status = status;
    this.record = record;
  }
}

async function asked(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(word("no-server"), 0, {});
  }
  if (answer.ok) return answer;
  let record = {};
  try { record = await answer.json(); } catch { /* not a record: the status has to do */ }
  throw new Problem(record.problem || word(answer.status === 403 ? "out-of-date" : "no-server"), answer.status, record);
}

export const getRecord = async (url, options) => (await asked(url, options)).json();
export const getMarkup = async (url, options) => (await asked(url, options)).text();

export const send = (url, value = {}) => sendText(url, JSON.stringify(value));

/** Sends a text as it is. */
export async function sendText(url, text) {
  const headers = { "content-type": "application/json", "x-fiscal-token": body.dataset.token };
  return (await asked(url, { method: "POST", headers, body: text })).json();
}

let hiding;
/** Shows a sentence where every page has room for one. */
export function tell(sentence, lasting = false) {
  const place = document.getElementById("problem");
  if (!place) return;
  place.textContent = sentence;
  place.hidden = !sentence;
  clearTimeout(hiding);
  if (sentence && !lasting) hiding = setTimeout(() => { place.hidden = true; }, 8000);
}

/** Runs what an event asks for; a problem is told. */
export function doing(work) {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      if (error.name !== "AbortError") tell(error instanceof Problem ? error.message : word("no-server"), true);
      return undefined;
    }
  };
}

/** Puts markup of our own templates into a place. */
export function fill(place, markup) {
  const held = new DOMParser().parseFromString(markup, "text/html");
  place.replaceChildren(...held.body.childNodes);
}
