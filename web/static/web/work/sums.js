// Hours and money of a shift, as the service works them out: to the minute, rounded once.

import { minutesBetween, wall } from "./london.js";

const HALVES = { 15: "¼", 30: "½", 45: "¾" };

export const lengthOf = (shift) => minutesBetween(new Date(shift.started_at), new Date(shift.ended_at));

// What counts as worked: all of it but the break; of a sleep-in, the minutes awake.
export const workedMinutes = (shift) =>
  shift.kind === "sleep_in" ? (shift.woken_minutes ?? 0) : lengthOf(shift) - (shift.break_minutes ?? 0);

const newest = (rates, kind, day) =>
  (rates[kind] || []).filter(([from]) => from <= day).reduce((best, one) => (!best || one[0] >= best[0] ? one : best), null);

// Pence for a kind of work on a day; work without a rate of its own is paid as ordinary hours are.
export const ratePence = (engagement, kind, moment) => {
  const { day } = wall(moment);
  const flat = kind === "sleep_in" || kind === "mileage";
  const found = newest(engagement.rates, kind, day) ?? (flat ? null : newest(engagement.rates, "standard", day));
  return found ? found[1] : null;
};

// Each line is rounded once, up to the whole penny, as the service does.
const hours = (rate, minutes) => Math.ceil((rate * minutes) / 60);
const miles = (rate, said) => Math.ceil((rate * Math.round(Number(said) * 10)) / 10);

// Null when no rate is known for it.
export const pence = (shift, engagement) => {
  const start = new Date(shift.started_at);
  const rate = ratePence(engagement, shift.kind, start);
  if (rate === null) return null;
  const driven = miles(ratePence(engagement, "mileage", start) ?? 0, shift.miles || "0");
  if (shift.kind !== "sleep_in") return hours(rate, workedMinutes(shift)) + driven;
  const woken = ratePence(engagement, "sleep_in_woken", start) ?? 0;
  return rate + hours(woken, shift.woken_minutes) + driven;
};

export const pounds = (sum) =>
  "£" + (sum / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const hoursWords = (minutes) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} ${rest === 1 ? "minute" : "minutes"}`;
  const many = hours === 1 && !rest ? "hour" : "hours";
  if (!rest) return `${hours} ${many}`;
  if (HALVES[rest]) return `${hours}${HALVES[rest]} hours`;
  return `${hours} ${hours === 1 ? "hour" : "hours"} ${rest} ${rest === 1 ? "minute" : "minutes"}`;
};
