// Choosing an offered sentence writes it into the box, where it can be changed.
"use strict";

(() => {
  const form = document.querySelector("[data-offered]");
  const words = form.querySelector("#id_words");
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "offered") return;
    words.value = target.value === "own" ? "" : target.labels[0].textContent.trim();
  });
})();
