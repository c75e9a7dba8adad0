// The review page: list, pages and card follow one another.

import { base, doing, fill, getMarkup, send, sendText, tell } from "./net.js";
import { Decisions } from "./decide.js";
import { List } from "./list.js";
import { Pane } from "./pane.js";
import { Selection } from "./select.js";

const side = document.getElementById("card");
const places = document.getElementById("panes");
const page = { panes: [], list: null, shown: "" };

/** On a narrow screen one part is seen at a time. */
export function part(name) {
  document.body.dataset.tab = name;
  document.querySelectorAll("[data-tab]").forEach((one) => {
    if (one !== document.body) one.setAttribute("aria-pressed", String(one.dataset.tab === name));
  });
}

const events = {
  figure: doing(async (id, pane, event) => {
    if (selection.takes(id, pane, event)) return;
    pane.marked = new Set([id]);
    pane.mark();
    await card(`${base}/figure/${encodeURIComponent(id)}`);
    part("card");
  }),
  finding: doing(async (id) => {
    page.list.select(id);
    await card(`${base}/finding/${encodeURIComponent(id)}`);
    const held = side.querySelector("[data-card-finding]");
    const marks = [held.dataset.figure, ...[...held.querySelectorAll(".relations:first-of-type [data-jump]")].map((one) => one.dataset.jump)];
    history.replaceState(null, "", `#${id}`);
    await page.panes[0].show(held.dataset.document, Number(held.dataset.view), marks.filter(Boolean));
  }),
  opened: () => part("card"),
  shown: (pane) => {
    selection.paint();
    if (pane !== page.panes[0]) return;
    page.list?.at(pane.document, pane.number);
    strip(pane);
    ahead(pane);
  },
  close: (pane) => {
    page.panes = page.panes.filter((one) => one !== pane);
    pane.root.remove();
    places.classList.remove("two");
  },
  readAgain: doing(async () => { await send(`${base}/again`); location.reload(); }),
};

const selection = new Selection({
  added: async (figure) => { await decisions.refresh(); await card(`${base}/figure/${encodeURIComponent(figure)}`); },
});
const decisions = new Decisions(side, {
  states: (now) => page.list?.states(now.states),
  again: () => (page.shown ? card(page.shown) : undefined),
  pagesChanged: doing(async () => Promise.all(page.panes.map((pane) => pane.anew()))),
  listChanged: doing(async () => listAnew()),
});

/** The list as it is now: an added relation may have brought a finding, or taken one away. */
async function listAnew() {
  const held = new DOMParser().parseFromString(await getMarkup(base), "text/html");
  for (const id of ["list", "counts"]) document.getElementById(id).replaceChildren(...held.getElementById(id).childNodes);
  for (const anew of held.querySelectorAll(".cell[data-view]")) {
    const here = document.querySelector(`.cell[data-document="${CSS.escape(anew.dataset.document)}"][data-view="${anew.dataset.view}"]`);
    if (!here) continue;
    for (const name of ["class", "title", "aria-label"]) here.setAttribute(name, anew.getAttribute(name));
  }
  page.list.filter();
  page.list.select(page.list.open);
}

async function card(url) {
  const asked = (page.asked = Symbol(url));
  const markup = await getMarkup(url);
  if (page.asked !== asked) return;
  fill(side, markup);
  page.shown = url;
  side.scrollTo(0, 0);
  side.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

let waiting;
/** The next page is drawn while this one is looked at. */
function ahead(pane) {
  clearTimeout(waiting);
  if (!pane.drawn) return;
  waiting = setTimeout(() => {
    for (const number of [pane.number + 1, pane.number - 1]) {
      if (number < 1 || number > pane.views) continue;
      const image = new Image();
      image.src = `${base}/picture/${pane.document}/${number}?wide=${pane.wide}`;
    }
  }, 250);
}

function strip(pane) {
  document.querySelectorAll('.cell[aria-current="page"]').forEach((one) => one.removeAttribute("aria-current"));
  const here = document.querySelector(`.cell[data-document="${CSS.escape(pane.document)}"][data-view="${pane.number}"]`);
  if (!here) return;
  here.setAttribute("aria-current", "page");
  here.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.querySelectorAll('.cell[tabindex="0"]').forEach((one) => one.setAttribute("tabindex", "-1"));
  here.setAttribute("tabindex", "0");
}

const jump = doing(async (button, pane) => {
  await pane.show(button.dataset.document, Number(button.dataset.view), [button.dataset.jump || button.dataset.beside]);
  part("original");
});

function beside() {
  if (page.panes.length < 2) {
    const pane = new Pane(places, events);
    selection.watch(pane);
    pane.root.querySelector(".close").hidden = false;
    page.panes.push(pane);
    places.classList.add("two");
    pane.root.classList.add("second");
  }
  return page.panes[1];
}

side.addEventListener("click", (event) => {
  const to = event.target.closest("[data-jump]");
  if (to) jump(to, page.panes[0]);
  const other = event.target.closest("[data-beside]");
  if (other) jump(other, beside());
  const finding = event.target.closest("[data-open-finding]");
  if (finding) events.finding(finding.dataset.openFinding);
});

document.querySelector(".strips").addEventListener("click", doing(async (event) => {
  const cell = event.target.closest(".cell");
  if (!cell) return;
  await page.panes[0].show(cell.dataset.document, Number(cell.dataset.view));
  part("original");
}));
document.querySelector(".strips").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const cell = event.target.closest(".cell");
  if (!by || !cell) return;
  const all = [...document.querySelectorAll(".cell")];
  const next = all[all.indexOf(cell) + by];
  if (!next) return;
  event.preventDefault();
  cell.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
});

document.querySelector(".tabs").addEventListener("click", (event) => {
  const tab = event.target.closest("[data-tab]");
  if (tab) part(tab.dataset.tab);
});

const menu = document.querySelector(".menu");
document.addEventListener("click", (event) => { if (menu.open && !menu.contains(event.target)) menu.open = false; });
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  event.stopPropagation();
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const act = {
    j: () => page.list.step(1),
    k: () => page.list.step(-1),
    "/": () => page.list.search.focus(),
    "[": () => page.panes[0].turn(-1),
    "]": () => page.panes[0].turn(1),
    o: () => { part("original"); page.panes[0].enter(); },
    x: () => {
      const held = document.activeElement?.closest?.(".paper [data-figure]");
      if (held) selection.toggle(held.dataset.figure, page.panes.find((pane) => pane.paper.contains(held)));
    },
    1: () => decisions.choose("confirmed"),
    2: () => decisions.choose("explained"),
    3: () => decisions.choose("scope"),
    4: () => decisions.choose("false-alarm"),
    u: () => decisions.choose("open"),
    "?": () => document.getElementById("help").showModal(),
    Escape: () => selection.clear(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  doing(async () => act())();
});

document.getElementById("help-button").addEventListener("click", () => document.getElementById("help").showModal());
document.querySelectorAll(".bar [data-read-again]").forEach((one) => one.addEventListener("click", events.readAgain));
document.getElementById("baseline").addEventListener("change", doing(async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  tell((await sendText(`${base}/baseline`, await file.text())).words);
  await decisions.refresh();
}));
document.getElementById("show-unchecked").addEventListener("click", doing(async () => {
  await card(`${base}/unchecked`);
  part("card");
}));
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
});

doing(async () => {
  part("list");
  page.list = new List(events);
  page.panes.push(new Pane(places, events));
  selection.watch(page.panes[0]);
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first = page.list.row(wanted) || [...page.list.place.children].find((row) => !row.hidden)?.querySelector("[data-finding]");
  if (first) await events.finding(first.dataset.finding);
  else await page.panes[0].show(document.body.dataset.first, 1);
  document.body.dataset.ready = "yes";
})();
