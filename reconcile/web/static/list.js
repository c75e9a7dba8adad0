// The list of findings: filters, what is counted, which one is open.

import { word } from "./net.js";

const KEYS = ["severity", "group", "code", "confidence", "document", "state"];
const field = (name) => document.getElementById(`by-${name}`);

export class List {
  constructor(events) {
    this.events = events;
    this.place = document.getElementById("list");
    this.search = document.getElementById("search");
    this.page = null;
    this.open = "";
    document.getElementById("filters").addEventListener("input", () => this.filter());
    document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
    this.place.addEventListener("click", (event) => {
      const item = event.target.closest("[data-finding]");
      if (item) { this.events.finding(item.dataset.finding); this.events.opened(); }
    });
    this.filter();
  }

  /** The page that is looked at, for those who want to see only what stands there. */
  at(name, number) {
    this.page = [name, String(number)];
    if (document.getElementById("by-page").checked) this.filter();
  }

  fits(row, wanted, sought) {
    const said = row.dataset;
    if (wanted.severity && said.severity !== wanted.severity) return false;
    if (wanted.group && said.group !== wanted.group) return false;
    if (wanted.code && said.code !== wanted.code) return false;
    if (wanted.document && said.document !== wanted.document) return false;
    if (wanted.state && said.state !== wanted.state) return false;
    if (wanted.confidence && !(said.confidence && said.confidence >= wanted.confidence)) return false;
    if (document.getElementById("by-page").checked && this.page && (said.document !== this.page[0] || said.view !== this.page[1])) return false;
    return !sought || row.textContent.toLowerCase().includes(sought);
  }

  filter() {
    const wanted = Object.fromEntries(KEYS.map((name) => [name, field(name)?.value || ""]));
    const sought = this.search.value.trim().toLowerCase();
    const rows = [...this.place.children];
    let shown = 0;
    for (const row of rows) {
      row.hidden = !this.fits(row, wanted, sought);
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById("found").textContent = word("found", { n: shown, all: rows.length });
  }

  /** What was decided of each finding, by its id. */
  states(states) {
    for (const item of this.place.querySelectorAll("[data-finding]")) {
      const state = states[item.dataset.finding] || "open";
      item.closest("li").dataset.state = state;
      const shown = item.querySelector(".item-state");
      shown.className = `item-state ${state}`;
      shown.textContent = state === "open" ? "" : word(`decision-${state}`);
    }
    this.filter();
  }

  row(id) { return this.place.querySelector(`[data-finding="${CSS.escape(id)}"]`); }

  /** The finding `id` is the open one. */
  select(id) {
    this.open = id;
    this.place.querySelectorAll('[aria-current="true"]').forEach((one) => one.removeAttribute("aria-current"));
    const item = this.row(id);
    if (!item) return;
    item.setAttribute("aria-current", "true");
    item.scrollIntoView({ block: "nearest" });
  }

  /** The one `by` further among those shown. */
  step(by) {
    const shown = [...this.place.children].filter((row) => !row.hidden).map((row) => row.querySelector("[data-finding]"));
    if (!shown.length) return;
    const at = shown.findIndex((item) => item.dataset.finding === this.open);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    next.focus();
    this.events.finding(next.dataset.finding);
  }
}
