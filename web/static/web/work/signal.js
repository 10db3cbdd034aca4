// The banner at the top: whether there is signal, what is safe here, and what to do about it.

import { clockWords, dayWords } from "./london.js";
import { say } from "./page.js";
import { Sending } from "./sending.js";

const many = (count) => (count === 1 ? "1 shift is" : `${count} shifts are`);
const they = (count) => (count === 1 ? "It goes" : "They go");

const WORDS = {
  [Sending.NO_SIGNAL]: (count) => [
    "stone",
    "No signal. Nothing is lost.",
    count
      ? `${many(count)} safe on this phone. ${they(count)} by ${count === 1 ? "itself" : "themselves"} when you are back in signal.`
      : "You can start, stop and type shifts as always.",
  ],
  [Sending.SIGN_IN]: (count) => [
    "honey",
    "Sign in again",
    count ? `${many(count)} safe on this phone. ${they(count)} when you have signed in.` : "Then what you see here is up to date.",
  ],
  [Sending.ENDED]: (count) => [
    "honey",
    "We can’t take these any more",
    `${many(count)} safe on this phone. Your work here has ended, so call the council and read them out.`,
  ],
  [Sending.LATER]: (count) => [
    "stone",
    "We are busy. Nothing is lost.",
    `${many(count)} safe on this phone. We try again in a moment.`,
  ],
};

const asOf = (now) => `What you see here is from ${dayWords(now)}, ${clockWords(now)}.`;

export const tell = (how, count, work) => {
  const banner = document.getElementById("signal");
  const words = WORDS[how]?.(count);
  banner.hidden = !words || (how !== Sending.NO_SIGNAL && how !== Sending.SIGN_IN && count === 0);
  if (banner.hidden) return;
  const [tone, title, sentence] = words;
  banner.className = `banner banner--${tone}`;
  say(banner, { title, sentence, "as-of": how === Sending.NO_SIGNAL ? asOf(new Date(work.now)) : "" });
  banner.querySelector("[data-sign-in]").hidden = how !== Sending.SIGN_IN;
};
