// Decisions on findings and relations: sent, confirmed, and shown in the list, here and in every other window.

import { Problem, base, doing, getRecord, send, tell, word } from "./net.js";
import { actKey, remember, reviewer } from "./people.js";

const NEEDS_REASON = ["explained", "scope", "false-alarm"];
const EVERY = 4000;

export class Decisions {
  constructor(side, events) {
    this.side = side;
    this.events = events;
    this.last = -1;
    side.addEventListener("filled", () => this.fresh());
    side.addEventListener("click", (event) => this.clicked(event));
    side.addEventListener("submit", (event) => { event.preventDefault(); this.submit(event.target); });
    this.poll();
  }

  fresh() {
    this.side.querySelectorAll("input[name=who]").forEach((one) => { one.value = reviewer(); });
    for (const form of this.side.querySelectorAll("form[data-act]")) form.dataset.key = actKey();
  }

  clicked(event) {
    const choice = event.target.closest("[data-state]");
    if (choice && choice.closest("form")) this.choose(choice.dataset.state);
    const opener = event.target.closest("[data-unfold]");
    if (opener) {
      const form = opener.parentElement.querySelector("form");
      form.hidden = !form.hidden;
      if (!form.hidden) form.querySelector("textarea, input")?.focus();
    }
  }

  /** One of the four decisions, by key or by button; what needs no more is sent at once. */
  choose(state) {
    const form = this.side.querySelector("form[data-act=decisions]");
    if (!form) return;
    form.dataset.chosen = state;
    form.querySelectorAll("[data-state]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.state === state)));
    form.querySelector(".detail").hidden = false;
    const reason = form.querySelector("[name=reason]");
    reason.required = NEEDS_REASON.includes(state);
    reason.placeholder = reason.required ? word("required") : "";
    const missing = [reason, form.querySelector("[name=who]")].find((one) => one.required && !one.value);
    if (missing) missing.focus();
    else if (reason.required) reason.focus();
    else this.submit(form);
  }

  submit = doing(async (form) => {
    const said = Object.fromEntries(new FormData(form));
    const act = form.dataset.act;
    if (!form.reportValidity()) return;
    const value = { who: said.who || "", reason: said.reason || "", key: form.dataset.key, seen: Number(form.dataset.seen || 0) };
    if (act === "decisions") {
      if (!form.dataset.chosen) { tell(word("choose-first")); return; }
      Object.assign(value, { finding: form.dataset.finding, state: form.dataset.chosen, comment: said.comment || "" });
    } else if (act === "meanings") Object.assign(value, { relation: form.dataset.relation, meant: form.dataset.meant === "yes" });
    else Object.assign(value, { kind: form.dataset.kind, figures: form.dataset.figures.split(" "), withdrawn: true });
    form.setAttribute("aria-busy", "true");
    try {
      await send(`${base}/${act}`, value);
    } catch (error) {
      if (error instanceof Problem && error.status === 409 && error.record.seen) form.dataset.seen = error.record.seen;
      throw error;
    } finally {
      form.removeAttribute("aria-busy");
    }
    remember(value.who);
    tell(word("kept"));
    await this.refresh();
    await this.events.again();
  });

  async refresh() {
    const now = await getRecord(`${base}/decided`);
    if (now.last === this.last) return;
    const [added, struck] = [this.added, this.struck];
    Object.assign(this, { last: now.last, added: now.added.join(" "), struck: now.struck.join(" ") });
    this.events.states(now);
    if (added === undefined) return;
    if (added === this.added && struck === this.struck) return;
    this.events.listChanged();
    this.events.pagesChanged();
  }

  poll() {
    const look = async () => {
      try { if (!document.hidden) await this.refresh(); } catch { /* told when somebody acts */ }
      setTimeout(look, EVERY);
    };
    look();
  }
}
