// Sending what waits on this phone. Each shift goes from here when the service has answered about it.

import { mine, refuse, take } from "./queue.js";

const MOST = 100;
const ADDRESS = "/api/v1/shifts/batch";
const THERE = ["taken", "already_there", "replaced"];

export const Sending = {
  DONE: "done",
  NO_SIGNAL: "no_signal",
  SIGN_IN: "sign_in",
  ENDED: "ended",
  LATER: "later",
};

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? "";

const post = (shifts) =>
  fetch(ADDRESS, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
    body: JSON.stringify({ shifts }),
  });

const settle = async (one, answer) => {
  if (!answer) return;
  if (THERE.includes(answer.outcome)) await take(one.id);
  else await refuse(one, { code: answer.code, words: answer.words });
};

const outcomeOf = async (answer) => {
  if (answer.status === 401) return Sending.SIGN_IN;
  if (answer.status !== 403) return Sending.LATER;
  const told = await answer.json().catch(() => ({}));
  return told.code === "not_allowed" || told.code === "not_a_member" ? Sending.ENDED : Sending.SIGN_IN;
};

const sendSome = async (some) => {
  let answer;
  try {
    answer = await post(some.map((one) => one.shift));
  } catch {
    return { how: Sending.NO_SIGNAL, warnings: [] };
  }
  if (!answer.ok) return { how: await outcomeOf(answer), warnings: [] };
  const { answers } = await answer.json();
  const told = new Map(answers.map((one) => [one.id, one]));
  for (const one of some) await settle(one, told.get(one.id));
  return { how: Sending.DONE, warnings: answers.flatMap((one) => one.warnings) };
};

// Send what waits, a hundred at a time; what was refused stays until somebody puts it right.
// An old shift goes before the one that replaces it.
const sendAll = async (user) => {
  const waiting = (await mine(user)).filter((one) => !one.refused);
  waiting.sort((one, other) => (one.shift.logged_at > other.shift.logged_at ? 1 : -1));
  const warnings = [];
  for (let start = 0; start < waiting.length; start += MOST) {
    const sent = await sendSome(waiting.slice(start, start + MOST));
    warnings.push(...sent.warnings);
    if (sent.how !== Sending.DONE) return { how: sent.how, sent: start, warnings };
  }
  return { how: Sending.DONE, sent: waiting.length, warnings };
};

let going = null;

// One sending at a time in this tab; two tabs may send the same, and it is taken once.
export const send = (user) => {
  going ??= sendAll(user).finally(() => {
    going = null;
  });
  return going;
};
