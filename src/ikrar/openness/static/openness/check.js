// The verification page with JavaScript: reads the file here, checks it here, shows each step. See verify.js.

const form = document.getElementById("periksa");
const told = JSON.parse(document.getElementById("kata").textContent);
const result = document.getElementById("hasil");
const overview = document.getElementById("langkah-bagian");
const verifier = await import(form.dataset.verifier);
const isEnglish = document.documentElement.lang === "en";
const OUTCOMES = isEnglish
  ? { PASSED: "passed", FAILED: "failed", NOT_CHECKED: "not checked", NOT_REACHED: "not reached" }
  : { PASSED: "lulus", FAILED: "gagal", NOT_CHECKED: "tidak diperiksa", NOT_REACHED: "tidak sampai" };
const NO_SUPPORT = isEnglish
  ? "This browser lacks a kind of signature (Ed25519) that is needed. Press Verify and the server checks the file."
  : "Peramban ini belum mengenal jenis tanda tangan yang diperlukan (Ed25519). Tekan Periksa, dan server yang memeriksa berkasnya.";
let mayVerifyHere = Boolean(globalThis.crypto?.subtle);

for (const note of document.querySelectorAll("[data-with-script]")) note.hidden = !mayVerifyHere;

async function trustFor(text) {
  const isRehearsal = text.includes(`"register":${JSON.stringify(told.rehearsal)}`);
  const answer = await fetch(isRehearsal ? "/latihan/register/trust" : "/register/trust");
  return { isRehearsal, trust: answer.ok ? await verifier.parseTrust(await answer.json()) : null };
}

function notAReceipt(bytes) {
  if (bytes.length > 200000) return told.tooLarge;
  const begin = bytes.findIndex((byte) => byte !== 32 && !(byte >= 9 && byte <= 13));
  const startsWith = (mark) => begin >= 0 && mark.every((byte, at) => bytes[begin + at] === byte);
  return told.others.find(([mark]) => startsWith(mark))?.[1];
}

function complain(sentence) {
  const box = document.createElement("div");
  box.className = "verdict bad";
  const words = document.createElement("p");
  words.textContent = sentence;
  box.append(words);
  result.replaceChildren(box);
  result.focus();
}

function line(step) {
  const item = document.createElement("li");
  item.className = step.outcome;
  const words = document.createElement("span");
  words.textContent = `${overview.querySelector(`[data-step="${step.number}"] span`).textContent} `;
  const spoken = document.createElement("span");
  spoken.className = "sr";
  spoken.textContent = OUTCOMES[step.outcome];
  words.append(spoken);
  item.append(words);
  if (step.code) {
    const why = document.createElement("span");
    why.className = "why";
    why.textContent = told.causes[step.code] ?? told.causes.OTHER;
    item.append(why);
  }
  return item;
}

function facts(found) {
  if (!found.isConsistent || found.receipt.kind !== "pledge") return {};
  const { record, opening } = found.receipt;
  const ending = isEnglish ? "number ending" : "NIP berakhir";
  const moment = new Intl.DateTimeFormat(isEnglish ? "en-GB" : "id-ID", { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" });
  return {
    name: opening && `${opening.shown.name}, ${opening.shown.institution}, ${ending} ${opening.shown.number_tail}`,
    received: `${moment.format(new Date(record.received_at))} WIB`,
    key: told.facts.key[record.signature.kind === "certified" ? "passkey" : record.signature.kind],
    identified: told.facts.identification[record.identified_by],
    presence: told.facts.presence[record.presence.level],
  };
}

function show(found, isRehearsal) {
  const shape = document.getElementById("bentuk").content.cloneNode(true);
  const at = (name) => shape.querySelector(`[data-${name}]`);
  const verdict = found.isConsistent ? (found.isTrusted ? "proved" : "consistent") : "refused";
  at("verdict").textContent = told[verdict];
  shape.querySelector(".verdict").classList.add({ proved: "good", consistent: "warn", refused: "bad" }[verdict]);
  at("practice").hidden = !isRehearsal;
  at("proves").hidden = verdict !== "proved";
  at("proves").textContent = found.receipt?.kind === "pledge" ? told.proves : told.provesEntry;
  const failed = found.steps.find((step) => step.outcome === "FAILED");
  at("reason").hidden = !failed;
  at("reason").firstElementChild.textContent = failed ? told.causes[failed.code] ?? told.causes.OTHER : "";
  for (const [name, words] of Object.entries(facts(found)).filter(([, words]) => words)) {
    const row = shape.querySelector(`[data-fact="${name}"]`);
    row.hidden = false;
    row.querySelector("dd").textContent = words;
  }
  at("not").hidden = !found.remarks.length;
  for (const code of found.remarks) {
    const item = document.createElement("li");
    item.textContent = told.remarks[code];
    at("remarks").append(item);
  }
  at("origin").textContent = found.receipt?.register ?? "–";
  at("index").textContent = found.receipt ? `${found.receipt.index}${found.head ? ` / ${found.head.size}` : ""}` : "–";
  at("witnesses").textContent = found.witnesses.join(", ") || at("witnesses").dataset.none;
  at("steps").append(...found.steps.map(line));
  result.replaceChildren(shape);
  overview.hidden = true;
  result.focus();
}

async function verify(bytes) {
  const wrong = notAReceipt(bytes);
  if (wrong) { complain(wrong); return; }
  try {
    const { isRehearsal, trust } = await trustFor(new TextDecoder().decode(bytes));
    show(await verifier.examine(bytes, trust), isRehearsal);
  } catch (e) {
    mayVerifyHere = false;
    complain(NO_SUPPORT);
  }
}

// A PDF is read by the server: it holds the receipt, and a seal that this page does not check itself.
const isPaper = (bytes) => new TextDecoder("latin1").decode(bytes.slice(0, 5)) === "%PDF-";

async function given() {
  const [file] = document.getElementById("berkas").files;
  if (file) return new Uint8Array(file.size > 400000 ? new ArrayBuffer(400001) : await file.arrayBuffer());
  return new TextEncoder().encode(document.getElementById("isi").value.trim());
}

form.addEventListener("submit", async (event) => {
  if (!mayVerifyHere) return;
  event.preventDefault();
  const bytes = await given();
  if (isPaper(bytes) && bytes.length <= 400000) form.submit();
  else if (bytes.length) await verify(bytes);
  else document.getElementById("berkas").focus();
});
document.getElementById("berkas").addEventListener("change", async () => {
  const bytes = await given();
  if (mayVerifyHere && !isPaper(bytes)) await verify(bytes);
});

// A receipt in the address: #r= and base64url of the raw-deflated file. A fragment is never sent to a server.
async function fromAddress() {
  const packed = /^#r=([A-Za-z0-9_-]{1,8000})$/.exec(location.hash)?.[1];
  if (!packed || !mayVerifyHere) return;
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    await verify(await limited(stream));
  } catch {
    complain(told.causes.ReceiptIsDamaged);
  }
}

async function limited(stream) {
  const parts = [];
  let length = 0;
  for (const reader = stream.getReader(); length <= 65536;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

addEventListener("hashchange", fromAddress);
await fromAddress();
form.dataset.ready = "true";
