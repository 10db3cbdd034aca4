// The authorise page without waiting: who is found while one types, and the sum on the button.
// Without this script the same form works; the server says the same things.
"use strict";

(() => {
  const form = document.querySelector("[data-authorise]");
  if (!form) return;
  const amount = form.querySelector("#id_amount");
  const who = form.querySelector("#id_who");
  const SUM = /^£? ?((?:0|[1-9][0-9]{0,8})|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?$/;

  const pence = () => {
    const read = SUM.exec(amount.value.trim());
    return read ? Number(read[1].replaceAll(",", "")) * 100 + Number(read[2] || 0) : 0;
  };

  const pounds = (sum) =>
    "£" + (sum / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const sayOnButton = () => {
    const doing = form.querySelector("#doing");
    const { most, tie, mayAsk, ask, own, ownAfter, asksAfter } = doing.dataset;
    const hint = form.querySelector("#id_amount_helptext");
    const button = doing.querySelector(".button--great");
    const sum = pence();
    const asks = Boolean(mayAsk && sum && (tie || sum > Number(most)));
    button.name = asks ? "ask_manager" : "";
    button.value = asks ? String(sum) : "";
    doing.querySelector("[data-after]").textContent = asks ? asksAfter : ownAfter;
    hint.textContent = asks ? `${ask} says yes to this.` : own;
    button.textContent = asks ? `Ask ${ask} for ${pounds(sum)}` : sum ? `Authorise ${pounds(sum)}` : "Authorise";
  };

  const renew = (page) => {
    for (const fresh of page.querySelectorAll("[data-fresh]")) {
      const old = document.getElementById(fresh.id);
      if (old && !old.contains(document.activeElement)) old.replaceWith(fresh);
    }
    const label = "label[for=id_words]";
    document.querySelector(label).textContent = page.querySelector(label).textContent;
    sayOnButton();
  };

  let asked = 0;
  const find = async () => {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("find", "1");
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  let waiting;
  const findSoon = () => {
    clearTimeout(waiting);
    for (const chosen of form.querySelectorAll("[name=person]:checked")) chosen.checked = false;
    waiting = setTimeout(find, 250);
  };

  amount.addEventListener("input", sayOnButton);
  if (who) who.addEventListener("input", findSoon);
  form.addEventListener("change", (event) => {
    if (event.target.name === "person") find();
  });
  sayOnButton();
})();
