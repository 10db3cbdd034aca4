// The rows of shifts that wait on this phone: when, how long, how much, and what to do about it.

import { clockWords, dayWords } from "./london.js";
import { copyOf, say } from "./page.js";
import { hoursWords, pence, pounds, workedMinutes } from "./sums.js";

export const timesWords = (shift) => {
  const [start, end] = [new Date(shift.started_at), new Date(shift.ended_at)];
  const minutes = shift.kind === "sleep_in" ? "sleep-in" : hoursWords(workedMinutes(shift));
  return `${clockWords(start)} to ${clockWords(end)}, ${minutes}`;
};

const sumWords = (shift, work) => {
  const engagement = work.engagements.find((one) => one.id === shift.engagement);
  const sum = engagement ? pence(shift, engagement) : null;
  return sum === null ? "" : pounds(sum);
};

const nameOf = (shift, work) => work.engagements.find((one) => one.id === shift.engagement)?.name;

const whenWords = (shift, work) => {
  const name = work.engagements.length > 1 ? nameOf(shift, work) : "";
  return dayWords(new Date(shift.started_at)) + (name ? `, ${name}` : "");
};

const waitingRow = (one, work) =>
  say(copyOf("waiting-row"), {
    day: whenWords(one.shift, work),
    times: timesWords(one.shift),
    sum: sumWords(one.shift, work),
  });

const refusedRow = (one, work) => {
  const row = say(copyOf("refused-row"), {
    day: whenWords(one.shift, work),
    times: timesWords(one.shift),
    why: one.refused.words,
  });
  row.querySelector("[data-mend]").href = `/work/${one.shift.engagement}/type?queued=${one.id}`;
  row.querySelector("[data-again]").value = one.id;
  row.querySelector("[data-drop]").value = one.id;
  return row;
};

const fill = (id, rows) => {
  const section = document.getElementById(id);
  section.hidden = rows.length === 0;
  section.querySelector("[data-rows]").replaceChildren(...rows);
};

export const draw = (queue, work) => {
  fill("waiting", queue.filter((one) => !one.refused).map((one) => waitingRow(one, work)));
  const earlier = document.getElementById("earlier");
  earlier.hidden = queue.length > 0 && !earlier.querySelector("li");
  fill("refused", queue.filter((one) => one.refused).map((one) => refusedRow(one, work)));
};
