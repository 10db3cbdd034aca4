// An assistant's home on their phone: what waits here is shown and sent, with signal or without.
// Without this script the page works by forms; only a shift without signal needs it.

import { known, renew, say, show } from "./page.js";
import { found, mine, refuse, take } from "./queue.js";
import { draw as drawRows } from "./rows.js";
import { draw as drawRunning, forget, start, stop } from "./running.js";
import { Sending, send } from "./sending.js";
import { tell } from "./signal.js";
import { tend } from "./tending.js";

const AGAIN = 15_000;
let work = known();
let waiting;

const draw = async () => {
  const queue = await mine(work.user);
  drawRows(queue, work);
  await drawRunning(work);
  return queue.length;
};

const warn = (warnings) => {
  if (!warnings.length) return;
  const part = show("warned", true);
  say(part, { words: warnings.map((one) => one.words).join(" ") });
};

const sync = async () => {
  clearTimeout(waiting);
  const { how, sent, warnings } = await send(work.user);
  warn(warnings);
  if (how === Sending.DONE && sent) {
    await renew();
    work = known();
  }
  const count = await draw();
  const online = navigator.onLine && !document.documentElement.dataset.fromPhone;
  tell(how === Sending.DONE && !online ? Sending.NO_SIGNAL : how, count, work);
  if (how === Sending.LATER || (how === Sending.NO_SIGNAL && count)) waiting = setTimeout(sync, AGAIN);
};

const again = async (id) => {
  await refuse(await found(id), null);
  await sync();
};

// What is taken away is gone: asked once more, where it was pressed.
const sure = (button) => {
  const pressed = button.dataset.pressed;
  button.dataset.pressed = "once";
  button.textContent = "Yes, take it away";
  return Boolean(pressed);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-start], [data-stop]")) return;
  event.preventDefault();
  if (form.matches("[data-start]")) {
    await start(work, form.dataset.start);
    await draw();
    document.querySelector("#running button")?.focus();
  } else {
    const one = await stop(work.user);
    if (one) location.assign(`/work/${one.engagement}/type?stopped=1`);
    else form.submit(); // begun before there was a script: the site knows of it
  }
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-send], [data-again], [data-drop], [data-forget]");
  if (!button) return;
  if (button.matches("[data-send]")) await sync();
  if (button.matches("[data-again]")) await again(button.value);
  if (button.matches("[data-drop]") && !sure(button)) return;
  if (button.matches("[data-drop]")) await take(button.value);
  if (button.matches("[data-forget]")) await forget(work.user);
  await draw();
});

addEventListener("online", sync);
addEventListener("offline", async () => tell(Sending.NO_SIGNAL, await draw(), work));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) sync();
});

await draw();
await sync();
tend(work);
