// What stands in the form, as a shift; or what is wrong with it, and where.

import { clockWords, moments, nextDay, wall } from "./london.js";
import { lengthOf } from "./sums.js";

const MINUTES = /^[0-9]{1,4}$/;
const MILES = /^([0-9]{1,4})(?:\.([0-9]))?$/;
const TWICE = 2;

const value = (form, name) => (form.elements[name]?.value ?? "").trim();

const minutesIn = (form, name, problems) => {
  const typed = value(form, name);
  if (!typed) return 0;
  if (MINUTES.test(typed)) return Number(typed);
  problems.push([name, "Write minutes like 30."]);
  return 0;
};

const milesIn = (form, problems) => {
  const typed = value(form, "miles");
  if (!typed || MILES.test(typed)) return typed || "0.0";
  problems.push(["miles", "Write miles like 12 or 12.3."]);
  return "0.0";
};

// What each of two moments is called, where the clock showed the time twice or skipped it.
const namesOf = (found, time) =>
  wall(found[0]).time === time
    ? ["The first time, before the clocks went back", "The second time, after they went back"]
    : found.map((moment) => `There was no such time. I mean ${clockWords(moment)}`);

const ask = (form, name, found, time) => {
  const which = form.querySelector(`#which-${name}`);
  which.hidden = found.length < TWICE;
  if (which.hidden) return;
  const names = namesOf(found, time);
  which.querySelectorAll("label").forEach((label, place) => {
    label.textContent = names[place];
  });
};

// One moment of a day and a time; asked which where it may be two.
const moment = (form, name, day, time, problems) => {
  const found = moments(day, time);
  ask(form, name, found, time);
  if (!found.length) problems.push([name, "Write the time like 14:30."]);
  if (found.length < TWICE) return found[0] ?? null;
  const chosen = form.querySelector(`[name="which_${name}"]:checked`);
  if (!chosen) problems.push([`which_${name}`, "Say which time you mean."]);
  return chosen ? found[Number(chosen.value)] : null;
};

const within = (shift, problems) => {
  const minutes = lengthOf(shift);
  if (minutes <= 0) problems.push(["end", "It ends when it starts."]);
  if (shift.break_minutes >= minutes) problems.push(["break_minutes", "The break is as long as the shift."]);
  if (shift.woken_minutes > minutes) problems.push(["woken_minutes", "That is longer than the night."]);
};

const missing = (form, problems) => {
  if (!value(form, "day")) problems.push(["day", "Say on which day."]);
  if (!value(form, "start")) problems.push(["start", "Say when it started."]);
  if (!value(form, "end")) problems.push(["end", "Say when it ended."]);
};

export const read = (form, engagement) => {
  const problems = [];
  const [day, from, to] = ["day", "start", "end"].map((name) => value(form, name));
  missing(form, problems);
  if (problems.length) return { shift: null, problems };
  const start = moment(form, "start", day, from, problems);
  const end = moment(form, "end", to <= from && from !== to ? nextDay(day) : day, to, problems);
  const kind = value(form, "kind");
  const shift = {
    engagement,
    kind,
    started_at: start?.toISOString(),
    ended_at: end?.toISOString(),
    break_minutes: kind === "sleep_in" ? 0 : minutesIn(form, "break_minutes", problems),
    woken_minutes: kind === "sleep_in" ? minutesIn(form, "woken_minutes", problems) : 0,
    miles: milesIn(form, problems),
    note: value(form, "note"),
    replaces: form.dataset.replaces || null,
  };
  if (start && end) within(shift, problems);
  return { shift: start && end ? shift : null, problems };
};
