// Sends what was signed, once the line allows it, never twice: the gate gives the same pass and statement the same
// answer. A pledge stays here until its proof of inclusion is in hand.
//   SAVED  on this phone, not sent   ·   SENT  sent, no answer yet   ·   ACCEPTED  number in hand, proof awaited
//   COVERED  proof in hand           ·   REFUSED  the gate said no, with its words
import { all, get, put } from "./store.js";
import { markEnrolled } from "./keys.js";
import { ask } from "./gate.js";

const told = new EventTarget();
export const onChange = (listen) => told.addEventListener("change", (e) => listen(e.detail));

const keep = async (pledge, changes) => {
  const { away } = (await get("pledges", pledge.tid)) ?? {};
  const now = { ...pledge, away, ...changes };
  await put("pledges", now.tid, now);
  told.dispatchEvent(new CustomEvent("change", { detail: now }));
  return now;
};

export const add = (pledge) => keep(pledge, { state: "SAVED" });
export const find = async (test) => (await all("pledges")).filter(test).sort((a, b) => b.signed_at - a.signed_at);

const busy = new Set();
const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });

const step = async (pledge) => {
  if (pledge.state === "SAVED" || pledge.state === "SENT") {
    const sending = await keep(pledge, { state: "SENT" });
    const said = await ask("pledge", { ...pledge.body, sent_at: new Date().toISOString() });
    if (pledge.body.signature.kind === "device-key") await markEnrolled();
    return keep(sending, { state: "ACCEPTED", number: said.number, received_at: said.received_at, off: said.device_minutes_off });
  }
  const said = await ask("receipt", { pass: pledge.body.pass });
  const facts = { number: said.number, received_at: said.received_at, words: said.words };
  if (said.status !== 200) return keep(pledge, facts);
  return keep(pledge, { ...facts, state: "COVERED", receipt: said.receipt, body: null });
};

export const send = async (tid) => {
  if (busy.has(tid)) return;
  busy.add(tid);
  try {
    for (let turn = 0; turn < 40; turn += 1) {
      const pledge = await get("pledges", tid);
      if (!pledge || pledge.state === "COVERED" || pledge.state === "REFUSED") return;
      const now = await step(pledge);
      if (now.state === "ACCEPTED" && pledge.state === "ACCEPTED") await sleep(Math.min(1500 * 1.3 ** turn, 30000));
    }
  } catch (refusal) {
    const pledge = await get("pledges", tid);
    if (refusal.offline) {
      if (pledge.state === "SENT") await keep(pledge, { state: "SAVED", wait: refusal.wait });
      retryLater(refusal.wait);
    } else if (pledge.state !== "ACCEPTED") {
      await keep(pledge, { state: "REFUSED", refusal: { code: refusal.code, title: refusal.title, remedy: refusal.remedy } });
    }
  } finally {
    busy.delete(tid);
  }
};

// All phones of a yard see the line come back at the same second: each waits its own 0 to 20 seconds.
export const flush = async ({ soon = false } = {}) => {
  const waiting = await find((p) => p.state !== "COVERED" && p.state !== "REFUSED");
  if (!waiting.length) return;
  if (!soon) await sleep(Math.random() * 20000);
  for (const pledge of waiting) await send(pledge.tid);
};

let timer;
const retryLater = (seconds = 30) => {
  clearTimeout(timer);
  timer = setTimeout(() => flush(), seconds * 1000);
};

export const watch = () => {
  addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  navigator.serviceWorker?.addEventListener("message", (e) => { if (e.data === "flush") flush({ soon: true }); });
};
