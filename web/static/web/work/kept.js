// Where nobody is signed in: what is safe on this phone is said, and pages of whoever was here go.

import { clockWords, dayWords } from "./london.js";
import { everybodys } from "./queue.js";

const CACHES = "work-pages";

const forgetPages = async () => {
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
};

const words = ({ shift }) =>
  `${dayWords(new Date(shift.started_at))}, ${clockWords(new Date(shift.started_at))} to ${clockWords(new Date(shift.ended_at))}`;

const part = document.getElementById("kept");
const whose = part?.dataset.user;
const queue = (await everybodys()).filter((one) => !whose || one.user === whose);
if (part && queue.length) {
  part.hidden = false;
  part.querySelector("[data-count]").textContent = queue.length === 1 ? "1 shift is" : `${queue.length} shifts are`;
  const rows = part.querySelector("[data-rows]");
  rows?.replaceChildren(
    ...queue.map((one) => {
      const row = document.createElement("li");
      row.className = "lines__line";
      row.textContent = words(one);
      return row;
    }),
  );
}
if (part?.dataset.forget !== undefined && "caches" in window) await forgetPages();
