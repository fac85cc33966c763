// What this phone keeps: its key, who was identified here, and signed pledges until their proof is in hand.
const NAMES = ["keys", "visits", "pledges"];

const open = () => new Promise((done, fail) => {
  const asked = indexedDB.open("ikrar", 1);
  asked.onupgradeneeded = () => { for (const name of NAMES) asked.result.createObjectStore(name); };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

let database;
const run = async (name, mode, act) => {
  database ??= open();
  const whole = (await database).transaction(name, mode);
  const asked = act(whole.objectStore(name));
  return new Promise((done, fail) => {
    whole.oncomplete = () => done(asked.result);
    whole.onerror = whole.onabort = () => fail(whole.error);
  });
};

export const get = (name, key) => run(name, "readonly", (s) => s.get(key));
export const all = (name) => run(name, "readonly", (s) => s.getAll());
export const put = (name, key, value) => run(name, "readwrite", (s) => s.put(value, key));
export const drop = (name, key) => run(name, "readwrite", (s) => s.delete(key));
