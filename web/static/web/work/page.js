// What the open page knows of the work, and how it is brought up to date without loading it anew.

export const known = () => JSON.parse(document.getElementById("work").textContent);

export const show = (id, visible) => {
  const part = document.getElementById(id);
  if (part) part.hidden = !visible;
  return part;
};

export const say = (part, said) => {
  for (const [name, words] of Object.entries(said)) {
    for (const place of part.querySelectorAll(`[data-${name}]`)) place.textContent = words;
  }
  return part;
};

export const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

export const renew = async () => {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of page.querySelectorAll("[data-fresh]")) {
    const old = document.getElementById(fresh.id);
    if (old && !old.contains(document.activeElement)) old.replaceWith(fresh);
  }
};
