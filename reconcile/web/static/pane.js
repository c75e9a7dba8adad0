// A page of a document as it is, its figures over it: two panes may stand side by side.

import { base, doing, getRecord, word } from "./net.js";

const SVG = "http://www.w3.org/2000/svg";
const ROOM = 160; // hundredths of a point between a figure and its frame
const ZOOMS = [100, 135, 180, 240];

function node(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

export class Pane {
  constructor(place, events) {
    this.root = document.getElementById("pane").content.firstElementChild.cloneNode(true);
    place.append(this.root);
    this.events = events;
    this.paper = this.root.querySelector(".paper");
    this.zoom = 0;
    this.document = "";
    this.number = 0;
    this.views = 0;
    this.figures = new Map();
    this.marked = new Set();
    this.wire();
  }

  wire() {
    const find = (name) => this.root.querySelector(name);
    this.root.querySelectorAll(".turn").forEach((button) => button.addEventListener("click", doing(() => this.turn(Number(button.dataset.turn)))));
    find(".page-number").addEventListener("change", doing((event) => this.show(this.document, Number.parseInt(event.target.value, 10) || 1)));
    find(".document").addEventListener("change", doing((event) => this.show(event.target.value, 1)));
    this.root.querySelectorAll(".zoom").forEach((button) => button.addEventListener("click", doing(() => this.enlarge(Number(button.dataset.zoom)))));
    find(".close").addEventListener("click", () => this.events.close?.(this));
    find("[data-read-again]").addEventListener("click", () => this.events.readAgain?.());
    this.paper.addEventListener("click", (event) => {
      const hit = event.target.closest("[data-figure]");
      if (hit) this.events.figure(hit.dataset.figure, this, event);
    });
    this.paper.addEventListener("keydown", (event) => this.walk(event));
    find(".document").hidden = find(".document").options.length < 2;
  }

  get wide() {
    const shown = Math.max(this.paper.clientWidth - 24, 280) * (ZOOMS[this.zoom] / 100);
    return Math.min(2400, Math.ceil(shown * Math.min(window.devicePixelRatio || 1, 2)));
  }

  turn(by) { return this.show(this.document, Math.min(Math.max(this.number + by, 1), this.views || 1)); }

  async enlarge(by) {
    this.zoom = Math.min(Math.max(this.zoom + by, 0), ZOOMS.length - 1);
    await this.anew();
  }

  /** The same page once more: larger, or with what was decided meanwhile. */
  async anew() {
    const { document: name, number } = this;
    if (!number) return;
    this.number = 0;
    await this.show(name, number, [...this.marked]);
  }

  /** Shows a page; figures named in `marks` are framed, the first is brought into sight. */
  async show(name, number, marks = []) {
    this.marked = new Set(marks);
    if (name !== this.document || number !== this.number) {
      this.asking?.abort();
      this.asking = new AbortController();
      this.root.setAttribute("aria-busy", "true");
      const wide = this.wide;
      let view;
      try {
        view = await getRecord(`${base}/view/${name}/${number}?wide=${wide}`, { signal: this.asking.signal });
      } finally {
        this.root.removeAttribute("aria-busy");
      }
      Object.assign(this, { document: name, number, views: view.views });
      const held = this.paper.contains(document.activeElement);
      this.lay(view, wide);
      this.events.shown?.(this);
      this.mark();
      if (held) this.enter();
    } else this.mark();
  }

  /** The keys go to the page: to the figure in question, to the first one, or to the paper where there is none. */
  enter() { (this.paper.querySelector(".first-mark, [data-figure][tabindex='0']") || this.paper).focus(); }

  lay(view, wide) {
    const find = (name) => this.root.querySelector(name);
    find(".page-number").value = view.number;
    find(".page-count").textContent = `/ ${view.views}`;
    find(".document").value = this.document;
    find(".view-label").textContent = view.label;
    find(".changed").hidden = !view.changed;
    this.drawn = !view.html;
    this.figures = new Map(view.figures.map((figure) => [figure.id, figure]));
    if (view.html) {
      const held = new DOMParser().parseFromString(view.html, "text/html");
      this.paper.replaceChildren(...held.body.childNodes);
    } else this.paper.replaceChildren(this.sheet(view, wide));
    this.paper.querySelectorAll("[data-figure]").forEach((hit, at) => {
      const figure = this.figures.get(hit.dataset.figure);
      if (figure) hit.setAttribute("aria-label", this.words(figure, hit.textContent));
      hit.setAttribute("tabindex", at ? "-1" : "0");
    });
    this.paper.scrollTo(0, 0);
  }

  sheet(view, wide) {
    const sheet = document.createElement("div");
    sheet.className = `sheet zoom-${ZOOMS[this.zoom]}`;
    const picture = new Image(view.width, view.height);
    picture.alt = word("page-picture", { page: view.number });
    picture.src = `${base}/picture/${this.document}/${view.number}?wide=${wide}`;
    picture.decoding = "async";
    picture.draggable = false;
    sheet.append(picture);
    const layer = node("svg", { viewBox: `0 0 ${view.width} ${view.height}`, class: "layer" }, sheet);
    for (const figure of view.figures) {
      if (!figure.bbox) continue;
      const [left, top, right, bottom] = figure.bbox;
      node("rect", {
        x: left - ROOM, y: top - ROOM, width: Math.max(right - left, 0) + 2 * ROOM, height: Math.max(bottom - top, 0) + 2 * ROOM,
        rx: ROOM, class: `figure ${figure.state}`, "data-figure": figure.id, role: "button",
      }, layer);
    }
    return sheet;
  }

  words(figure, printed) {
    return word("figure", {
      label: figure.label, text: printed || figure.text, unit: printed ? "" : figure.unit, n: figure.relations, state: word(`state-${figure.state}`),
    });
  }

  hit(id) { return this.paper.querySelector(`[data-figure="${CSS.escape(id)}"]`); }

  mark() {
    this.paper.querySelectorAll(".marked, .first-mark").forEach((one) => one.classList.remove("marked", "first-mark"));
    let first;
    for (const id of this.marked) {
      const hit = this.hit(id);
      if (!hit) continue;
      hit.classList.add(first ? "marked" : "first-mark");
      first ||= hit;
    }
    if (first) {
      first.scrollIntoView({ block: "center", inline: "nearest" });
      this.rove(first);
    }
  }

  rove(hit) {
    this.paper.querySelectorAll('[data-figure][tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
    hit.setAttribute("tabindex", "0");
  }

  /** Arrow keys go from figure to figure, Enter opens the one that has the focus. */
  walk(event) {
    const here = event.target.closest("[data-figure]");
    if (!here) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.events.figure(here.dataset.figure, this, event);
      return;
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...this.paper.querySelectorAll("[data-figure]")];
    const next = all[all.indexOf(here) + by];
    if (next) {
      this.rove(next);
      next.focus();
    }
  }
}
