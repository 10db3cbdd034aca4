// The clock on the wall in London, and the moments that it shows: none or two of them, twice a year.

const MINUTE = 60_000;
const AHEAD = [60, 0]; // summer time first, which is the earlier of two moments
const IN_LONDON = { timeZone: "Europe/London", month: "long", day: "numeric" };
const TWO = "2-digit";
const FIGURES = { hourCycle: "h23", year: "numeric", month: TWO, day: TWO, hour: TWO, minute: TWO };
const WALL = new Intl.DateTimeFormat("en-GB", { ...IN_LONDON, ...FIGURES });
const DAY = new Intl.DateTimeFormat("en-GB", { ...IN_LONDON, weekday: "long" });

export const wall = (moment) => {
  const found = Object.fromEntries(WALL.formatToParts(moment).map((part) => [part.type, part.value]));
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
};

// The moments that a day and a time may mean: one; or two when the clocks showed it twice, or
// skipped it and an hour before or after is meant. The earlier comes first.
export const moments = (day, time) => {
  const both = AHEAD.map((minutes) => new Date(Date.parse(`${day}T${time}:00Z`) - minutes * MINUTE));
  if (both.some((moment) => Number.isNaN(moment.getTime()))) return [];
  const shown = both.filter((moment) => {
    const clock = wall(moment);
    return clock.day === day && clock.time === time;
  });
  return shown.length ? shown : both;
};

export const nextDay = (day) => new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 60 * MINUTE).toISOString().slice(0, 10);

export const minutesBetween = (from, to) => Math.round((to - from) / MINUTE);

export const dayWords = (moment) => DAY.format(moment).replace(",", "");

// 9am, 12:30pm, midday.
export const clockWords = (moment) => {
  const [hour, minute] = wall(moment).time.split(":").map(Number);
  if (minute === 0 && hour === 12) return "midday";
  if (minute === 0 && hour === 0) return "midnight";
  const rest = minute ? `:${String(minute).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${rest}${hour < 12 ? "am" : "pm"}`;
};

// The Monday of the week in which a moment is.
export const monday = (moment) => {
  const day = new Date(`${wall(moment).day}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};
