// Who decides: the name is asked for once and remembered by the browser. Every act has a key of its own.

const KEY = "fiscal-reviewer";

export function reviewer() {
  try { return localStorage.getItem(KEY) || ""; } catch { return ""; }
}

export function remember(name) {
  try { localStorage.setItem(KEY, name.trim()); } catch { /* a browser that keeps nothing asks again */ }
  document.querySelectorAll("input[name=who]").forEach((one) => { if (!one.value) one.value = name.trim(); });
}

/** A name for one act: sent again after a failure, it is kept once. */
export function actKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}
