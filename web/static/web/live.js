// A page that something is happening on, brought up to date without loading it anew.
// Without this script the browser loads it again by itself; the page is the same.
"use strict";

(() => {
  const EACH = 3000;

  const renew = (page) => {
    for (const fresh of page.querySelectorAll("[data-fresh]")) {
      const old = document.getElementById(fresh.id);
      if (old && !old.contains(document.activeElement) && old.innerHTML !== fresh.innerHTML) old.replaceWith(fresh);
    }
    return Boolean(page.querySelector("script[src*='live']"));
  };

  const look = async () => {
    if (!document.hidden) {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      if (!renew(new DOMParser().parseFromString(await answer.text(), "text/html"))) {
        location.reload();
        return;
      }
    }
    setTimeout(look, EACH);
  };

  setTimeout(look, EACH);
})();
