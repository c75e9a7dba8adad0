// The first page: files are chosen or dropped, sent with a bar that fills, and their dossier opens.

import { doing, send, tell, word } from "./net.js";

const form = document.getElementById("drop");
const bar = document.getElementById("sent");
const said = document.getElementById("sent-words");

/** Every file of what was dropped, folders however deep, with its path. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file, file.name]);
  const found = [];
  while (entries.length) {
    const entry = entries.shift();
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      found.push([file, entry.fullPath.replace(/^\//, "")]);
    } else {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) break;
        entries.push(...some);
      }
    }
  }
  return found;
}

function upload(files) {
  if (!files.length) return;
  const data = new FormData();
  for (const [file, path] of files) data.append("files", file, path);
  const request = new XMLHttpRequest();
  request.open("POST", "/upload");
  request.setRequestHeader("x-fiscal-token", document.body.dataset.token);
  request.upload.onprogress = (event) => {
    bar.value = event.total ? Math.floor((event.loaded * 100) / event.total) : 0;
    said.textContent = word("sent", { percent: bar.value });
  };
  const failed = (sentence) => {
    document.getElementById("sending").hidden = true;
    tell(sentence, true);
  };
  request.onload = () => {
    let record = {};
    try { record = JSON.parse(request.responseText); } catch { /* told below */ }
    if (request.status === 200) location.assign(`/dossier/${record.dossier}`);
    else failed(record.problem || word(request.status === 403 ? "out-of-date" : "no-server"));
  };
  request.onerror = () => failed(word("no-server"));
  tell("");
  document.getElementById("sending").hidden = false;
  said.textContent = word("sent", { percent: 0 });
  request.send(data);
}

for (const name of ["dragover", "dragenter"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
}
document.addEventListener("dragleave", () => form.classList.remove("over"));
document.addEventListener("drop", doing(async (event) => {
  event.preventDefault();
  form.classList.remove("over");
  upload(await dropped(event.dataTransfer));
}));
for (const name of ["files", "folder"]) {
  document.getElementById(name).addEventListener("change", (event) => {
    upload([...event.target.files].map((file) => [file, file.webkitRelativePath || file.name]));
  });
}
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-shut]")) {
  button.addEventListener("click", doing(async () => {
    await send(`/dossier/${button.dataset.shut}/shut`);
    location.reload();
  }));
}
