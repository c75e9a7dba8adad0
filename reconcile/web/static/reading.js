// While a dossier is read: how far it is, and a button that stops it.

import { base, doing, getRecord, send, tell } from "./net.js";

const bar = document.getElementById("done");
const words = document.getElementById("doing");
const stop = document.getElementById("stop");
const again = document.getElementById("again");

const look = doing(async () => {
  const now = await getRecord(`${base}/progress`);
  if (now.state === "shown" || now.state === "whole") {
    location.reload();
    return;
  }
  if (now.pages && now.done < now.pages) {
    bar.max = now.pages;
    bar.value = now.done;
  } else bar.removeAttribute("value");
  if (words.textContent !== now.sentence) words.textContent = now.sentence;
  const ended = now.state === "failed" || now.state === "stopped";
  stop.hidden = ended;
  again.hidden = !ended;
  bar.hidden = ended;
  if (now.state === "failed") {
    words.textContent = "";
    tell(now.sentence, true);
  }
  if (!ended) setTimeout(look, 300);
});

stop.addEventListener("click", doing(async () => { await send(`${base}/stop`); }));
again.addEventListener("click", doing(async () => { await send(`${base}/again`); location.reload(); }));
look();
