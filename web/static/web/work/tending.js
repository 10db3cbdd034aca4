// The service worker that opens these pages without signal, and what it is asked to keep.

export const tend = async (work) => {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/work/worker.js", { scope: "/work/" });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: work.pages });
};
