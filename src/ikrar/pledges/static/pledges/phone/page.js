// The signing page: who you are, is this you, read, sign, receipt. Every step survives a reload.
import { drop, get, put } from "./store.js";
import * as keys from "./keys.js";
import { ask } from "./gate.js";
import * as queue from "./queue.js";

const $ = (id) => document.getElementById(id);
const english = document.documentElement.lang === "en";
const say = (id, en) => (english ? en : id);
const { site: short } = $("site").dataset;
const STEPS = ["in-app", "insecure", "who", "you", "read", "done"];

let visit = {};       // { p, given, stamp, confirmed }: what is known of this person at this site
let mine = null;      // the tid of the pledge shown
const keepVisit = () => put("visits", short, visit);

const show = (name) => {
  for (const step of STEPS) $(step).hidden = step !== name;
  $("pact").hidden = !["who", "read"].includes(name);
  $("sign").hidden = name !== "read";
  document.body.dataset.step = name;
  if (name !== "who") { scrollTo(0, 0); $(name).querySelector("h1, h2")?.focus(); }
};

const tell = (id, kind, ...lines) => {
  const box = $(id);
  box.className = `notice ${kind}`;
  box.replaceChildren(...lines.filter(Boolean).map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  box.hidden = !box.childElementCount;
};

const complain = (id, problem, lost) => {
  tell(id, problem.offline ? "warn" : "bad", problem.offline ? lost : problem.title, problem.remedy);
  $(id).focus();
};

const waiting = async (button, act) => {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try { await act(); } finally { button.ariaBusy = "false"; }
};

// ── 1. who ──────────────────────────────────────────────────────────────────────────────────────
const LOST = say(
  "Sinyal hilang sebelum Anda dikenali, jadi belum ada yang tersimpan. Silakan coba lagi, ke meja bantuan, atau pakai lembar kertas.",
  "The line was lost before you were identified, so nothing is saved yet. Try again, go to the help desk, or use the paper roll.",
);

const identify = async (body, at = "who-problem") => {
  tell(at, "");
  try {
    const given = await ask("pass", { site: short, ...body });
    visit = { p: visit.p, given };
    await keepVisit();
    noteClock(given.server_time);
    if (given.already) return await showEarlier(given);
    await showYou();
    stampSoon();
  } catch (problem) {
    if (problem.offline === undefined && !problem.code) throw problem;
    complain(at, problem, LOST);
  }
};

const identifyByKey = async () => {
  const { challenge } = await ask("challenge", {});
  await identify({ method: "key", challenge, ...(await keys.signWithDevice(keys.bytes(`ikrar-challenge/v1\n${challenge}`))) });
};

const identifyByPasskey = async () => {
  const { challenge, rp_id } = await ask("challenge", {});
  const digest = await keys.sha256(keys.bytes(`ikrar-challenge/v1\n${challenge}`));
  await identify({ method: "passkey", challenge, ...(await keys.assertWithPasskey(digest, rp_id)) });
};

const noteClock = (serverTime) => {
  const minutes = Math.round(Math.abs(Date.now() - Date.parse(serverTime)) / 60000);
  if (minutes < 5) return;
  const span = minutes < 90 ? say(`${minutes} menit`, `${minutes} minutes`) : say(`${Math.round(minutes / 60)} jam`, `${Math.round(minutes / 60)} hours`);
  tell("clock", "", say(`Jam ponsel Anda berbeda ${span}. Tidak apa-apa; yang dipakai jam server.`, `Your phone's clock is off by ${span}. It does not matter; the server's clock counts.`));
};

// ── 2. is this you ──────────────────────────────────────────────────────────────────────────────
const showYou = async () => {
  const { name, unit, number_tail } = visit.given.shown;
  $("you-name").textContent = name;
  $("you-unit").textContent = unit;
  $("you-tail").textContent = number_tail;
  show("you");
};

// Somebody else takes the phone: the pledge before is put away, and still sent.
const forget = async () => {
  const before = mine && await get("pledges", mine);
  if (before) await put("pledges", mine, { ...before, away: true });
  visit = {};
  mine = null;
  await drop("visits", short);
  history.replaceState(null, "", location.pathname);
  $("code").value = "";
  await showWho();
};

// ── 3. presence and reading ─────────────────────────────────────────────────────────────────────
const stampSoon = async () => {
  if (visit.stamp || !visit.p || !visit.given) return;
  try {
    visit.stamp = await ask("presence", { site: short, pass: visit.given.pass, code: visit.p });
    tell("presence-problem", "");
  } catch (problem) {
    if (!problem.offline && problem.code !== "SigningNotOpen") { delete visit.p; complain("presence-problem", problem); }
  }
  await keepVisit();
  showPresence();
};

const showPresence = () => {
  const shown = !!visit.stamp;
  $("presence-ask").hidden = shown;
  $("presence-ok").hidden = !shown;
};

const showRead = async () => {
  visit.confirmed = true;
  await keepVisit();
  const text = keys.hex(await keys.sha256(keys.bytes($("text").textContent)));
  if (text !== visit.given.statement.text_sha256) {
    tell("sign-problem", "bad", say("Naskah di ponsel ini bukan yang terbaru. Muat ulang halaman.", "The text on this phone is not the newest. Reload the page."));
    $("sign-button").hidden = true;
  }
  waitForOpening();
  $("passkey-line").hidden = !(visit.given.passkeys.length && keys.hasPasskeys());
  showPresence();
  show("read");
};

// Before the step nobody signs: the button comes by itself when the formation has been dismissed.
let opening;
const waitForOpening = () => {
  clearTimeout(opening);
  const open = visit.given?.signing_open;
  $("not-open").hidden = !!open;
  $("sign-part").hidden = !open;
  if (open || !visit.given) return;
  opening = setTimeout(async () => {
    if (!document.hidden && visit.given) {
      try {
        visit.given.signing_open = (await ask("challenge", { site: short })).signing_open;
        if (visit.given.signing_open) { await keepVisit(); stampSoon(); }
      } catch { /* no line: asked again */ }
    }
    waitForOpening();
  }, 8000 + Math.random() * 4000);
};

// ── 4. sign ─────────────────────────────────────────────────────────────────────────────────────
const statementOf = (device_time) => keys.jcs({
  ...visit.given.statement, device_time,
  presence: visit.stamp ? { site: visit.stamp.site, window: visit.stamp.window } : null,
});

const sign = async ({ passkey = false } = {}) => {
  const typed = $("stage-code").value.trim();
  if (typed && !visit.stamp) {
    visit.p = typed;
    await stampSoon();
    if (!visit.stamp && !visit.p) return;
  }
  const device_time = new Date().toISOString();
  const statement = statementOf(device_time);
  let signature;
  try {
    signature = passkey
      ? { kind: "passkey", ...(await keys.assertWithPasskey(await keys.sha256(keys.bytes(statement)), location.hostname, visit.given.passkeys)) }
      : { kind: "device-key", ...(await keys.signWithDevice(keys.bytes(statement))) };
  } catch {
    tell("sign-problem", "bad", say("Belum tertandatangani. Silakan tekan sekali lagi.", "Not signed yet. Please press once more."));
    return;
  }
  const { given, stamp } = visit;
  const body = { pass: given.pass, stamp: stamp?.stamp ?? null, statement, device_time, signer: given.signer, signature };
  mine = given.statement.nonce;
  await queue.add({ tid: mine, short, signed_at: Date.now(), shown: given.shown, not_after: given.not_after, body });
  await drop("visits", short);
  visit = {};
  show("done");
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("ikrar-send")).catch(() => {});
  queue.send(mine);  // goes on until the proof is in hand; the next person may sign meanwhile
};

// ── 5. the three states, and the receipt ────────────────────────────────────────────────────────
const clockOf = (moment) => {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
  return `${english ? text : text.replace(":", ".")} WIB`;
};

const WORDS = {
  SAVED: (p) => [
    "warn", say("Tersimpan di ponsel ini, belum terkirim", "Saved on this phone, not sent yet"),
    p.wait
      ? say(`Server sedang ramai. Giliran Anda kira-kira ${p.wait} detik lagi; ikrar Anda aman di ponsel ini.`, `The server is busy. Your turn comes in about ${p.wait} seconds; your pledge is safe on this phone.`)
      : say(`Biarkan halaman terbuka; kami kirim sendiri begitu ada sinyal, paling lambat pukul ${clockOf(p.not_after)}.`, `Leave the page open; we send it ourselves as soon as there is a line, until ${clockOf(p.not_after)}.`),
  ],
  SENT: () => ["", say("Sudah terkirim, menunggu jawaban", "Sent, waiting for the answer"), say("Tidak perlu mengulang; ikrar tidak akan tercatat dua kali.", "No need to repeat; a pledge is never recorded twice.")],
  ACCEPTED: (p) => ["good", say(`Diterima, nomor bukti ${p.number}`, `Accepted, receipt number ${p.number}`), say(`Terima kasih, Bapak/Ibu. Ikrar Anda diterima pukul ${clockOf(p.received_at)}. Berkas bukti menyusul dalam beberapa detik.`, `Thank you. Your pledge was accepted at ${clockOf(p.received_at)}. The receipt file follows in a few seconds.`)],
  COVERED: (p) => ["good", say(`Diterima, nomor bukti ${p.number}`, `Accepted, receipt number ${p.number}`), say(`Terima kasih, Bapak/Ibu. Ikrar Anda diterima pukul ${clockOf(p.received_at)} dan sudah masuk register.`, `Thank you. Your pledge was accepted at ${clockOf(p.received_at)} and stands in the register.`)],
  REFUSED: (p) => ["bad", p.refusal.title, p.refusal.remedy],
};

// The three words in the language of this page, whatever it was when the receipt came.
const SPOKEN = {
  "device-key": ["kunci perangkat", "device key"], passkey: ["passkey", "passkey"], kiosk: ["kios", "kiosk"], paper: ["kertas", "paper"],
  certified: ["tersertifikasi", "certified"], code: ["kode kartu", "card code"], key: ["kunci terdaftar", "enrolled key"],
  otp: ["kode sekali pakai", "one-time code"], witness: ["saksi", "witness"],
  shown: ["hadir", "shown"], late: ["terlambat", "late"], none: ["tanpa kode layar", "none"],
};
const wordsOf = ({ signature, identified_by, presence }) => [signature.kind, identified_by, presence.level].map((word) => say(...SPOKEN[word]));

const showPledge = async (pledge) => {
  const [kind, title, line] = WORDS[pledge.state](pledge);
  $("state-title").textContent = title;
  $("state-line").textContent = line;
  $("state").className = `notice ${kind}`;
  $("state-off").textContent = Math.abs(pledge.off ?? 0) >= 5 ? say("Jam ponsel Anda berbeda. Tidak apa-apa; yang dipakai jam server.", "Your phone's clock is off. It does not matter; the server's clock counts.") : "";
  $("done-name").textContent = pledge.shown.name;
  $("receipt").hidden = !pledge.words;
  const words = pledge.receipt ? wordsOf(pledge.receipt.record) : pledge.words;
  for (const [at, word] of (words ?? []).entries()) $(`word-${at}`).textContent = word;
  $("number").textContent = pledge.number ?? "";
  $("files").hidden = pledge.state !== "COVERED";
  $("wipe").hidden = !["COVERED", "REFUSED"].includes(pledge.state);
  if (document.body.dataset.step !== "done") show("done");
  await countOthers();
};

const countOthers = async () => {
  const others = (await queue.find((p) => p.tid !== mine && !["COVERED", "REFUSED"].includes(p.state))).length;
  $("others").hidden = !others;
  $("others").textContent = say(`${others} ikrar lain di ponsel ini masih dikirim.`, `${others} other pledge(s) on this phone are still being sent.`);
};

const showEarlier = async (given) => {
  mine = given.statement.nonce;
  await put("pledges", mine, {
    tid: mine, short, signed_at: Date.now(), shown: given.shown, not_after: given.not_after, state: "ACCEPTED",
    number: given.already.number, received_at: given.already.received_at, body: { pass: given.pass, signature: {} },
  });
  await drop("visits", short);
  visit = {};
  await showPledge(await get("pledges", mine));
  tell("earlier", "", say(`Anda sudah menandatangani pukul ${clockOf(given.already.received_at)}. Ini bukti Anda.`, `You have already signed at ${clockOf(given.already.received_at)}. This is your receipt.`));
  queue.send(mine);
};

const download = async (shareable) => {
  const { receipt, number } = await get("pledges", mine);
  const { opening, ...open } = receipt;
  const data = new Blob([`${keys.jcs(shareable ? open : receipt)}\n`], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(data), download: `ikrar-${number}${shareable ? say("-berbagi", "-shareable") : ""}.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

// ── start ───────────────────────────────────────────────────────────────────────────────────────
const IN_APP = [["WhatsApp", /WhatsApp/i], ["Instagram", /Instagram/i], ["Facebook", /FBAN|FBAV|FB_IAB/], ["Line", /\bLine\//i], ["TikTok", /musical_ly|TikTok|Bytedance/i], ["Telegram", /Telegram/i], [say("aplikasi lain", "another app"), /; wv\)/]];

const takeFragment = async () => {
  const said = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);  // codes leave the address bar at once
  if (said.get("p")) { visit.p = said.get("p"); delete visit.stamp; await keepVisit(); }
  return said.get("k");
};

const showWho = async () => {
  const known = await get("keys", "device");
  $("known").hidden = !known?.enrolled;
  $("passkey-who").hidden = !keys.hasPasskeys();
  show("who");
  await countOthers();
};

const start = async () => {
  const card = await takeFragment();
  if (card) { $("code").value = card; await showWho(); await identify({ method: "code", code: card }); return; }
  const [pending] = await queue.find((p) => p.short === short && !p.away && p.state !== "REFUSED");
  if (visit.given && new Date(visit.given.not_after) > Date.now()) {
    await (visit.confirmed ? showRead() : showYou());
    stampSoon();
  } else if (pending) {
    mine = pending.tid;
    await showPledge(pending);
  } else await showWho();
};

const wire = () => {
  $("who-form").addEventListener("submit", (e) => { e.preventDefault(); waiting($("who-button"), () => identify({ method: "code", code: $("code").value })); });
  $("known-button").addEventListener("click", () => waiting($("known-button"), () => identifyByKey().catch((p) => complain("who-problem", p, LOST))));
  $("passkey-who").addEventListener("click", () => identifyByPasskey().catch((p) => (p.code && p.title ? complain("who-problem", p, LOST) : tell("who-problem", "warn", say("Passkey tidak jadi dipakai. Masukkan kode kartu Anda.", "The passkey was not used. Enter your card code.")))));
  $("otp-form").addEventListener("submit", (e) => { e.preventDefault(); waiting($("otp-send"), sendOtp); });
  $("otp-use").addEventListener("click", () => waiting($("otp-use"), () => identify({ method: "otp", number: $("nip").value, code: $("otp").value }, "otp-problem")));
  $("yes").addEventListener("click", showRead);
  for (const button of document.querySelectorAll("[data-forget]")) button.addEventListener("click", forget);
  $("sign-button").addEventListener("click", () => waiting($("sign-button"), () => sign()));
  $("passkey-sign").addEventListener("click", () => waiting($("passkey-sign"), () => sign({ passkey: true })));
  $("full").addEventListener("click", () => download(false));
  $("share").addEventListener("click", () => download(true));
  $("print").addEventListener("click", () => print());
  $("wipe").addEventListener("click", async () => { await drop("pledges", mine); await forget(); });
  $("stay").addEventListener("click", start);
  $("copy").addEventListener("click", async () => { await navigator.clipboard?.writeText(location.href); $("copy").textContent = say("Alamat tersalin", "Address copied"); });
  queue.onChange((pledge) => (pledge.tid === mine ? showPledge(pledge) : countOthers()));
};

const sendOtp = async () => {
  try {
    await ask("otp", { site: short, number: $("nip").value });
    $("otp-code").hidden = false;
    tell("otp-problem", "", say("Bila nomor ini ada di daftar dan alamat suratnya sudah lama tercatat, kodenya sedang dikirim.", "If this number is on the list and its address was recorded long enough ago, the code is on its way."));
    $("otp").focus();
  } catch (problem) { complain("otp-problem", problem, LOST); }
};

const begin = async () => {
  visit = (await get("visits", short)) ?? {};
  const app = IN_APP.find(([, sign]) => sign.test(navigator.userAgent));
  if (app) { $("app-name").textContent = app[0]; show("in-app"); } else await start();
};

const main = async () => {
  document.body.classList.add("live");
  if (!isSecureContext || !crypto.subtle || !window.indexedDB) return show("insecure");
  wire();
  queue.watch();
  addEventListener("hashchange", begin);  // another card or screen is scanned into the same page
  await begin();
  navigator.serviceWorker?.register(`${location.pathname.replace(/[^/]+$/, "")}sw.js`).catch(() => {});
  await queue.flush({ soon: document.body.dataset.step === "done" });
};

main();
