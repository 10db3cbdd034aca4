// What this phone keeps until the service has it: shifts that wait, and the one that is going on.
// Nothing is taken out but by an answer of the service, or by the person who put it in.

const NAME = "wherewithal-work";
const VERSION = 1;
let opened;

const promised = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const open = () => {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "id" });
      request.result.createObjectStore("running", { keyPath: "user" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
};

const act = async (store, mode, work) => {
  const transaction = (await open()).transaction(store, mode);
  const kept = new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
  const result = await promised(work(transaction.objectStore(store)));
  await kept;
  return result;
};

export const put = (store, thing) => act(store, "readwrite", (rows) => rows.put(thing));
export const get = (store, key) => act(store, "readonly", (rows) => rows.get(key));
export const all = (store) => act(store, "readonly", (rows) => rows.getAll());
export const remove = (store, key) => act(store, "readwrite", (rows) => rows.delete(key));

// Ask the browser not to clear this by itself when the phone is full.
export const keepForLong = () => navigator.storage?.persist?.();
