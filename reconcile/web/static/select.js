// Figures are chosen by dragging over them (or with x): their exact sum is shown at once, and may be held against a total.

import { base, doing, getRecord, send, tell, word } from "./net.js";
import { actKey, remember, reviewer } from "./people.js";

const FAR = 6; // pixels that make a drag of a click

export class Selection {
  constructor(events) {
    this.events = events;
    this.names = new Map();
    this.bar = document.getElementById("selection");
    this.words = this.bar.querySelector(".sum");
    this.form = this.bar.querySelector("form");
    this.picking = false;
    this.bar.addEventListener("click", (event) => {
      const act = event.target.closest("[data-choose]")?.dataset.choose;
      if (act === "clear") this.clear();
      if (act === "total") this.pick();
      if (act === "same") this.ask("same", [...this.names.keys()]);
      if (act === "cancel") this.form.hidden = true;
    });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.keep(); });
  }

  watch(pane) {
    let start = null;
    pane.paper.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" || event.button || !event.target.closest(".layer, [data-figure]")) return;
      start = { x: event.clientX, y: event.clientY, add: event.ctrlKey || event.metaKey || event.shiftKey, dragged: false };
    });
    pane.paper.addEventListener("pointermove", (event) => {
      if (!start) return;
      if (!start.dragged && Math.abs(event.clientX - start.x) + Math.abs(event.clientY - start.y) < FAR) return;
      if (!start.dragged) {
        start.dragged = true;
        start.boxes = [...pane.paper.querySelectorAll("[data-figure]")].map((hit) => [hit, hit.getBoundingClientRect()]);
        start.before = start.add ? new Map(this.names) : new Map();
      }
      event.preventDefault();
      getSelection()?.removeAllRanges();
      const [left, right] = [start.x, event.clientX].sort((a, b) => a - b);
      const [top, bottom] = [start.y, event.clientY].sort((a, b) => a - b);
      const now = new Map(start.before);
      for (const [hit, box] of start.boxes) {
        if (box.right >= left && box.left <= right && box.bottom >= top && box.top <= bottom) now.set(hit.dataset.figure, pane);
      }
      this.set(now);
    });
    const end = () => {
      if (start?.dragged) {
        this.swallow = true;
        setTimeout(() => { this.swallow = false; }, 0);
      }
      start = null;
    };
    pane.paper.addEventListener("pointerup", end);
    pane.paper.addEventListener("pointercancel", end);
    pane.paper.addEventListener("pointerleave", (event) => { if (!event.buttons) end(); });
  }

  /** True if a click on a figure is part of choosing and not of looking. */
  takes(id, pane, event) {
    if (this.swallow) return true;
    if (this.picking) {
      this.picking = false;
      document.body.classList.remove("picking");
      this.ask("balance", [id, ...[...this.names.keys()].filter((one) => one !== id)]);
      return true;
    }
    if (event?.ctrlKey || event?.metaKey || event?.shiftKey) {
      this.toggle(id, pane);
      return true;
    }
    return false;
  }

  toggle(id, pane) {
    const now = new Map(this.names);
    if (now.has(id)) now.delete(id); else now.set(id, pane);
    this.set(now);
  }

  set(names) {
    this.names = names;
    this.paint();
    this.bar.hidden = !names.size;
    this.form.hidden = true;
    clearTimeout(this.waiting);
    if (names.size) this.waiting = setTimeout(() => this.total(), 40);
  }

  paint() {
    document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    for (const [id, pane] of this.names) pane.hit(id)?.classList.add("chosen");
  }

  total = doing(async () => {
    const asked = [...this.names.keys()];
    const query = asked.map((id) => `figure=${encodeURIComponent(id)}`).join("&");
    const answer = await getRecord(`${base}/sum?${query}`);
    if (asked.join() === [...this.names.keys()].join()) this.words.textContent = answer.words;
  });

  pick() {
    this.picking = true;
    document.body.classList.add("picking");
    tell(word("pick-total"));
  }

  ask(kind, figures) {
    if (figures.length < 2) { tell(word("few-figures")); return; }
    Object.assign(this.form.dataset, { kind, figures: figures.join(" "), key: actKey() });
    this.form.querySelector(".asked").textContent = word(kind === "same" ? "add-same" : "add-balance", { n: figures.length - (kind === "same" ? 0 : 1) });
    this.form.querySelector("[name=who]").value = reviewer();
    this.form.hidden = false;
    this.form.querySelector(reviewer() ? "[name=reason]" : "[name=who]").focus();
  }

  keep = doing(async () => {
    const said = Object.fromEntries(new FormData(this.form));
    if (!this.form.reportValidity()) return;
    const figures = this.form.dataset.figures.split(" ");
    await send(`${base}/additions`, { who: said.who, reason: said.reason || "", key: this.form.dataset.key, kind: this.form.dataset.kind, figures });
    remember(said.who);
    this.clear();
    tell(word("kept"));
    await this.events.added(figures[0]);
  });

  clear() {
    this.picking = false;
    document.body.classList.remove("picking");
    this.set(new Map());
  }
}
