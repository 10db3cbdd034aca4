// The shifts that wait on this phone. Each goes when the service has answered about it, not before.

import { all, get, put, remove } from "./store.js";

const byStart = (one, other) => (one.shift.started_at < other.shift.started_at ? 1 : -1);

export const mine = async (user) => (await all("queue")).filter((one) => one.user === user).sort(byStart);
export const everybodys = async () => (await all("queue")).sort(byStart);
export const found = (id) => get("queue", id);
export const take = (id) => remove("queue", id);
export const refuse = (one, refused) => put("queue", { ...one, refused });

// Keep a shift under its id, so that keeping it twice is once; `instead` is one that was kept here
// before and not taken.
export const add = async (user, id, said, instead) => {
  const shift = { ...said, id, logged_at: new Date().toISOString() };
  await put("queue", { id: shift.id, user, shift, refused: null });
  if (instead) await remove("queue", instead);
  return shift;
};
