// What to think about before a shift is kept: never a no. The service looks again.

import { dayWords, monday, wall } from "./london.js";
import { hoursWords, lengthOf, workedMinutes } from "./sums.js";

const HOUR = 60;
const MOST_WITHOUT_BREAK = 6 * HOUR;
const BREAK = 20;
const ALLOWANCE = 15 * 60_000;
const REST = 11 * HOUR * 60_000;

const overlaps = (one, other) =>
  new Date(one.started_at) < new Date(other.ended_at) && new Date(other.started_at) < new Date(one.ended_at);

const others = (shift, known) => known.filter((one) => one.id !== shift.id && one.id !== shift.replaces);

const twiceAtOnce = (shift, known, work) => {
  const found = others(shift, known).find((one) => overlaps(shift, one));
  if (!found) return null;
  const other = work.engagements.find((one) => one.id === found.engagement);
  const whom = other && found.engagement !== shift.engagement ? ` for ${other.name}` : "";
  return `You have another shift${whom} at the same time, on ${dayWords(new Date(found.started_at))}.`;
};

const noBreak = (shift) =>
  shift.kind !== "sleep_in" && lengthOf(shift) > MOST_WITHOUT_BREAK && shift.break_minutes < BREAK
    ? "That is more than 6 hours without a break of 20 minutes. Did you have one?"
    : null;

const shortRest = (shift, known) => {
  const start = new Date(shift.started_at);
  const before = others(shift, known).find((one) => {
    const since = start - new Date(one.ended_at);
    return since >= HOUR * 60_000 && since < REST;
  });
  return before ? "That is less than 11 hours after your last shift." : null;
};

const overWeek = (shift, known, engagement) => {
  if (!engagement.weekly_minutes) return null;
  const week = monday(new Date(shift.started_at));
  const same = others(shift, known).filter(
    (one) => one.engagement === shift.engagement && monday(new Date(one.started_at)) === week,
  );
  const minutes = same.reduce((sum, one) => sum + workedMinutes(one), workedMinutes(shift));
  return minutes > engagement.weekly_minutes
    ? `With this it is ${hoursWords(minutes)} in that week. You agreed ${hoursWords(engagement.weekly_minutes)}.`
    : null;
};

const afterEnd = (shift, engagement) =>
  engagement.ends_on && wall(new Date(shift.started_at)).day > engagement.ends_on
    ? "Your work there had ended by then. A person looks at it."
    : null;

// This phone's clock may be wrong, so it only asks.
const stillToCome = (shift) =>
  new Date(shift.ended_at) - Date.now() > ALLOWANCE
    ? "By the clock of this phone, that is still to come."
    : null;

export const warnings = (shift, engagement, known, work) =>
  [
    stillToCome(shift),
    twiceAtOnce(shift, known, work),
    noBreak(shift),
    shortRest(shift, known),
    overWeek(shift, known, engagement),
    afterEnd(shift, engagement),
  ].filter(Boolean);
