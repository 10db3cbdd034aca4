// Typing a shift: hours, sum and what to think about appear. It is kept on this phone, and goes from
// there. Without this script the form is sent to the site.

import { warnings } from "./checks.js";
import { newId } from "./ids.js";
import { moments, wall } from "./london.js";
import { copyOf, known, say, show } from "./page.js";
import { add, found, mine } from "./queue.js";
import { get, remove } from "./store.js";
import { hoursWords, pence, pounds, workedMinutes } from "./sums.js";
import { read } from "./typed.js";

const form = document.querySelector("[data-shift]");
const work = known();
const asked = new URLSearchParams(location.search);
const engagement = work.engagements.find((one) => one.id === work.engagement);
let waiting = [];
let id = newId(); // once for this form: a button pressed twice keeps one shift

const sent = work.shifts.map((one) => ({ engagement: work.engagement, ...one }));
const others = () => [...sent, ...waiting.filter((one) => one.id !== asked.get("queued")).map((one) => one.shift)];

const sumUp = (shift) => {
  const sum = shift ? pence(shift, engagement) : null;
  const part = show("sum", Boolean(shift));
  if (shift) {
    const minutes = shift.kind === "sleep_in" ? "A sleep-in" : hoursWords(workedMinutes(shift));
    say(part, { hours: minutes, sum: sum === null ? "" : pounds(sum) });
  }
  form.querySelector(".button--great").textContent = sum === null ? "Keep it" : `Keep it: ${pounds(sum)}`;
};

const think = (shift) => {
  const told = shift ? warnings(shift, engagement, others(), work) : [];
  const part = show("think", told.length > 0);
  part.querySelector("[data-rows]").replaceChildren(
    ...told.map((words) => {
      const row = document.createElement("li");
      row.textContent = words;
      return row;
    }),
  );
};

const look = () => {
  const { shift, problems } = read(form, engagement.id);
  const good = problems.length ? null : shift;
  sumUp(good);
  think(good);
};

const idOf = (name) => (name.startsWith("which_") ? `id_${name}_0` : `id_${name}`);

const put = (problems) => {
  const old = document.getElementById("put-right-now");
  old?.remove();
  if (!problems.length) return;
  const box = copyOf("put-right-box");
  box.id = "put-right-now";
  box.querySelector("ul").replaceChildren(
    ...problems.map(([name, words]) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${idOf(name)}`;
      link.textContent = words;
      row.append(link);
      return row;
    }),
  );
  form.before(box);
  box.focus();
};

const fillTime = (name, moment) => {
  const { day, time } = wall(moment);
  form.elements[name].value = time;
  const both = moments(day, time);
  const which = both.findIndex((one) => one.getTime() === moment.getTime());
  if (both.length > 1) form.querySelectorAll(`[name="which_${name}"]`)[which].checked = true;
  return day;
};

const fill = (shift) => {
  form.elements.day.value = fillTime("start", new Date(shift.started_at));
  fillTime("end", new Date(shift.ended_at));
  for (const name of ["kind", "break_minutes", "woken_minutes", "note"]) {
    if (shift[name]) form.elements[name].value = shift[name];
  }
  if (shift.miles && shift.miles !== "0.0") form.elements.miles.value = shift.miles;
  if (shift.replaces) form.dataset.replaces = shift.replaces;
};

const prefill = async () => {
  if (asked.has("queued")) {
    const one = await found(asked.get("queued"));
    if (one) fill(one.shift);
  } else if (asked.has("stopped")) {
    const one = await get("running", work.user);
    if (!one?.stopped_at) return;
    id = one.id;
    fill({ ...one, ended_at: one.stopped_at });
  }
};

form.addEventListener("input", look);
form.addEventListener("change", look);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { shift, problems } = read(form, engagement.id);
  put(problems);
  if (problems.length) return;
  await add(work.user, id, shift, asked.get("queued"));
  if (asked.has("stopped")) await remove("running", work.user);
  location.assign(`/work/${engagement.id}/`);
});

waiting = await mine(work.user);
await prefill();
look();
