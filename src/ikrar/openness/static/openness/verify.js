// Verifies a receipt in the browser, in the numbered steps of docs/register.md. Nothing is sent anywhere.
// `examine(bytes, trust)` answers {steps, receipt, head, witnesses, remarks}; it throws `CannotVerifyHere`
// where this browser lacks a signature it would need. The same vectors run here and on the server.

export class CannotVerifyHere extends Error {}

class Refused extends Error {
  constructor(code) { super(code); this.code = code; }
}
class Nothing extends Error {
  constructor(code) { super(code); this.code = code; }
}

const RECEIPT_BYTES = 65536;
const ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551n; // n of P-256
const MEMBERS = ["v", "register", "kind", "index", "record", "proof", "checkpoint"];
const OWN_KEYS = ["key", "keys", "vkey", "vkeys", "trust", "witnesses", "logs", "quorum"];
const RECORD = ["v", "statement", "signature", "identified_by", "presence", "received_at", "blind"];
const STATEMENT = ["declaration", "device_time", "kind", "nonce", "presence", "register", "signer", "text_sha256"];
const utf8 = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// Bytes and canonical JSON.

const refuse = (code) => { throw new Refused(code); };
const concat = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
};
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const armour = (bytes) => btoa(String.fromCharCode(...bytes));
const isObject = (found) => typeof found === "object" && found !== null && !Array.isArray(found);
const hasExactly = (found, names) =>
  isObject(found) && Object.keys(found).length === names.length && names.every((name) => Object.hasOwn(found, name));

export function unarmour(text, length) {
  if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TypeError("base64");
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (armour(bytes) !== text || (length !== undefined && bytes.length !== length)) throw new TypeError("base64");
  return bytes;
}

export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError("a number that has no one spelling");
    return String(value);
  }
  if (typeof value === "string") {
    encodeURIComponent(value); // throws on a lone surrogate
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

// Signatures.

async function imported(format, data, algorithm) {
  try {
    return await crypto.subtle.importKey(format, data, algorithm, true, ["verify"]);
  } catch (e) {
    if (e.name === "NotSupportedError") throw new CannotVerifyHere(algorithm.name);
    return null;
  }
}

async function ed25519(publicKey, signature, message) {
  const key = await imported("raw", publicKey, { name: "Ed25519" });
  return key !== null && crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}

function derInteger(der, at) {
  if (der[at] !== 2) refuse("SignatureIsNotCanonical");
  const length = der[at + 1];
  const bytes = der.slice(at + 2, at + 2 + length);
  const isPadded = length > 1 && bytes[0] === 0 && bytes[1] < 128;
  if (length < 1 || length > 33 || bytes.length !== length || bytes[0] > 127 || isPadded) refuse("SignatureIsNotCanonical");
  return [BigInt(`0x${hex(bytes)}`), at + 2 + length];
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function rawSignature(der) {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) refuse("SignatureIsNotCanonical");
  const [r, middle] = derInteger(der, 2);
  const [s, end] = derInteger(der, middle);
  if (end !== der.length || s > ORDER / 2n) refuse("SignatureIsNotCanonical");
  const raw = r.toString(16).padStart(64, "0") + s.toString(16).padStart(64, "0");
  if (raw.length !== 128) refuse("SignatureIsWrong");
  return Uint8Array.from(raw.match(/../g), (pair) => parseInt(pair, 16));
}

async function p256(spki, der, message) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await imported("spki", spki, algorithm);
  if (key === null || !same(new Uint8Array(await crypto.subtle.exportKey("spki", key)), spki)) refuse("KeyIsNotP256");
  const valid = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, rawSignature(der), message);
  if (!valid) refuse("SignatureIsWrong");
}

// Signed notes, checkpoints and the trust file.

function parseNote(text) {
  if (text.length > 65536 || /[\0-\x09\x0b-\x1f]/.test(text)) refuse("NotANote");
  const gap = text.lastIndexOf("\n\n");
  const tail = text.slice(gap + 2);
  if (gap < 0 || !tail.endsWith("\n")) refuse("NotANote");
  const lines = tail.slice(0, -1).split("\n");
  if (lines.length > 64) refuse("NotANote");
  return { text: text.slice(0, gap) + "\n", lines: lines.map(parseLine) };
}

function parseLine(line) {
  const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line);
  let data;
  try { data = unarmour(found[2]); } catch { refuse("NotANote"); }
  if (data.length < 5) refuse("NotANote");
  return { name: found[1], id: hex(data.slice(0, 4)), signature: data.slice(4) };
}

function parseHead(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3] || !lines[0] || !/^(0|[1-9][0-9]{0,18})$/.test(lines[1])) refuse("NotACheckpoint");
  try {
    return { origin: lines[0], size: BigInt(lines[1]), root: unarmour(lines[2], 32) };
  } catch { return refuse("NotACheckpoint"); }
}

async function parseVkey(line) {
  const [name, id, material] = [line.split("+", 2)[0], line.split("+", 2)[1], line.split("+").slice(2).join("+")];
  const data = unarmour(material, 33);
  const whole = await sha256(concat(utf8.encode(name + "\n"), data));
  if (hex(whole.slice(0, 4)) !== id) throw new TypeError("a key whose id does not fit");
  return { name, id, algorithm: data[0], public: data.slice(1) };
}

export async function parseTrust(file) {
  if (file.v !== "ikrar.trust/v1") throw new TypeError("trust");
  const logs = [];
  for (const log of file.logs) {
    const keys = [];
    for (const key of log.keys) keys.push({ ...(await parseVkey(key.vkey)), from: key.from_size, to: key.to_size });
    logs.push({ origin: log.origin, keys });
  }
  const witnesses = [];
  for (const line of new Set(file.witnesses)) witnesses.push(await parseVkey(line));
  return { logs, witnesses, quorum: file.quorum, rpIds: file.passkeys.rp_ids, origins: file.passkeys.origins };
}

const linesOf = (note, key) => note.lines.filter((line) => line.name === key.name && line.id === key.id);

async function checkLines(note, key) {
  for (const line of linesOf(note, key)) {
    let signature = line.signature;
    let message = note.text;
    if (key.algorithm === 4) {
      const time = new DataView(signature.buffer, signature.byteOffset, signature.length).getBigUint64(0);
      message = `cosignature/v1\ntime ${time}\n${note.text}`;
      signature = signature.slice(8);
    }
    if (!(await ed25519(key.public, signature, utf8.encode(message)))) refuse("SignatureDoesNotMatch");
  }
}

// The steps.

function read(data) {
  if (data.length > RECEIPT_BYTES) refuse("ReceiptIsTooLong");
  const found = loaded(data);
  if (!isObject(found)) refuse("ReceiptIsMisshapen");
  if (OWN_KEYS.some((name) => Object.hasOwn(found, name))) refuse("ReceiptBringsItsOwnKey");
  if (found.v !== "ikrar.receipt/v1") refuse("ReceiptHasAnotherVersion");
  const { opening, ...plain } = found;
  if (!hasExactly(plain, MEMBERS)) refuse("ReceiptIsMisshapen");
  checkSpelling(found, data);
  return shaped(found);
}

function loaded(data) {
  try {
    return JSON.parse(strict.decode(data));
  } catch {
    const last = data.findLast((byte) => byte !== 32 && !(byte >= 9 && byte <= 13));
    return refuse(last !== undefined && last !== 0x7d ? "ReceiptIsCutOff" : "ReceiptIsDamaged");
  }
}

function checkSpelling(found, data) {
  let spelled;
  try { spelled = utf8.encode(canonical(found)); } catch { refuse("ReceiptIsDamaged"); }
  const end = data[data.length - 1] === 10 ? data.length - 1 : data.length;
  if (!same(data.slice(0, end), spelled)) refuse("ReceiptIsDamaged");
}

function shaped(found) {
  const texts = [found.register, found.kind, found.checkpoint];
  if (!isObject(found.record) || !Number.isInteger(found.index) || found.index < 0) refuse("ReceiptIsMisshapen");
  if (texts.some((text) => typeof text !== "string")) refuse("ReceiptIsMisshapen");
  if (!Array.isArray(found.proof) || found.proof.length > 64) refuse("ReceiptIsMisshapen");
  try {
    return { ...found, proof: found.proof.map((one) => unarmour(one, 32)), opening: opened(found) };
  } catch { return refuse("ReceiptIsMisshapen"); }
}

function opened(found) {
  if (!Object.hasOwn(found, "opening")) return undefined;
  const { salt, ...shown } = found.opening;
  const isWhole = hasExactly(shown, ["institution", "name", "number_tail"]);
  if (!isWhole || Object.values(shown).some((text) => typeof text !== "string")) throw new TypeError("opening");
  return { salt: unarmour(salt, 32), shown };
}

function readCheckpoint(at) {
  at.note = parseNote(at.receipt.checkpoint);
  at.head = parseHead(at.note.text);
  if (at.head.origin !== at.receipt.register) refuse("CheckpointIsOfAnotherRegister");
}

async function checkSeal(at) {
  if (!at.trust) throw new Nothing("NO_TRUST");
  const log = at.trust.logs.find((one) => one.origin === at.head.origin);
  if (!log) refuse("RegisterIsNotTrusted");
  const inUse = (key) => key.from <= at.head.size && (key.to === null || at.head.size <= key.to);
  const known = log.keys.filter((key) => inUse(key) && linesOf(at.note, key).length);
  if (!known.length) refuse("NotSealedByTrustedKey");
  for (const key of known) await checkLines(at.note, key);
}

async function checkWitnesses(at) {
  if (!at.trust) throw new Nothing("NO_TRUST");
  const known = at.trust.witnesses.filter((key) => linesOf(at.note, key).length);
  for (const key of known) await checkLines(at.note, key);
  if (known.length < at.trust.quorum) refuse("TooFewWitnesses");
  at.witnesses = known.map((key) => key.name);
  if (!known.length) throw new Nothing("NO_QUORUM");
}

async function checkInclusion(at) {
  const { kind, record, proof } = at.receipt;
  const digest = armour(await sha256(utf8.encode(canonical(record))));
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(kind)) refuse("KindIsNotAWord");
  let head = await sha256(concat([0], utf8.encode(`ikrar.leaf/v1\n${kind}\n${digest}\n`)));
  let place = BigInt(at.receipt.index);
  let last = at.head.size - 1n;
  if (place > last) refuse("ProofDoesNotMatch");
  for (const sibling of proof) {
    if (last === 0n) refuse("ProofDoesNotMatch");
    if (place & 1n || place === last) {
      head = await sha256(concat([1], sibling, head));
      while (place && !(place & 1n)) { place >>= 1n; last >>= 1n; }
    } else {
      head = await sha256(concat([1], head, sibling));
    }
    place >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n || !same(head, at.head.root)) refuse("ProofDoesNotMatch");
}

function checkRecord(at) {
  const { kind, record, register } = at.receipt;
  if (kind !== "pledge") {
    if (record.kind !== kind) refuse("KindDisagrees");
    return;
  }
  const ways = ["code", "key", "passkey", "otp", "witness"];
  const isShaped = hasExactly(record, RECORD) && record.v === "ikrar.record/v1" && ways.includes(record.identified_by);
  if (!isShaped || !isObject(record.signature) || !isMoment(record.received_at)) refuse("RecordIsMisshapen");
  check32(record.blind);
  checkStatement(record.statement);
  if (record.statement.register !== register) refuse("StatementIsForAnotherRegister");
  at.signed = utf8.encode(canonical(record.statement));
}

function checkStatement(found) {
  if (!hasExactly(found, STATEMENT) || found.kind !== "ikrar.pledge/v1") refuse("RecordIsMisshapen");
  const texts = [found.declaration, found.device_time, found.register];
  if (texts.some((text) => typeof text !== "string" || !text)) refuse("RecordIsMisshapen");
  if (!/^[0-9a-f]{32}$/.test(found.nonce) || !/^[0-9a-f]{64}$/.test(found.text_sha256)) refuse("RecordIsMisshapen");
  check32(found.signer);
}

function check32(text) {
  try { unarmour(text, 32); } catch { refuse("RecordIsMisshapen"); }
}

function isMoment(text) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text;
}

const KINDS = {
  "device-key": async (part, at) => {
    await p256(unarmour(part.key), unarmour(part.value), at.signed);
    at.remarks.push("OPERATORS_WORD");
  },
  kiosk: async (part, at) => {
    await p256(unarmour(part.key), unarmour(part.value), at.signed);
    if (Object.hasOwn(part.witness, "value")) {
      await p256(unarmour(part.witness.key), unarmour(part.witness.value), at.signed);
    }
    at.remarks.push("KIOSK_WORD");
  },
  passkey: async (part, at) => {
    const [authenticator, client] = [unarmour(part.authenticator_data), unarmour(part.client_data)];
    await p256(unarmour(part.key), unarmour(part.value), concat(authenticator, await sha256(client)));
    await checkPasskey(JSON.parse(strict.decode(client)), authenticator, at);
    at.remarks.push("PASSKEY_WORD", ...(at.trust ? [] : ["PASSKEY_PLACE_WORD"]));
  },
  paper: async (_part, at) => { at.remarks.push("PAPER_WORD"); },
  certified: async (_part, at) => { at.remarks.push("CERTIFIED_WORD"); },
};

async function checkPasskey(client, authenticator, at) {
  const challenge = armour(await sha256(at.signed)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const answersThis = client.type === "webauthn.get" && client.challenge === challenge && !(client.crossOrigin ?? false);
  const isVerified = authenticator.length >= 37 && (authenticator[32] & 5) === 5;
  const isHere = !at.trust || at.trust.origins.includes(client.origin);
  if (!answersThis || !isVerified || !isHere) refuse("PasskeyAnswersSomethingElse");
  const labels = new URL(client.origin).hostname.split(".");
  const names = at.trust ? at.trust.rpIds : labels.map((_, from) => labels.slice(from).join("."));
  for (const name of names) {
    if (same(await sha256(utf8.encode(name)), authenticator.slice(0, 32))) return;
  }
  refuse("PasskeyAnswersSomethingElse");
}

async function checkSignature(at) {
  const { signature } = pledge(at);
  if (!Object.hasOwn(KINDS, signature.kind)) refuse("SignatureIsMisshapen");
  try {
    await KINDS[signature.kind](signature, at);
  } catch (e) {
    if (e instanceof Refused || e instanceof CannotVerifyHere) throw e;
    refuse("SignatureIsMisshapen");
  }
}

function checkPresence(at) {
  const { presence, statement } = pledge(at);
  if (!hasExactly(presence, ["level", "site", "window"])) refuse("RecordIsMisshapen");
  if (!["shown", "late", "none"].includes(presence.level)) refuse("RecordIsMisshapen");
  if (statement.presence === null) {
    if (presence.level !== "none" || presence.window !== null) refuse("PresenceDisagrees");
  } else if (canonical(statement.presence) !== canonical({ site: presence.site, window: presence.window })
    || presence.level === "none") {
    refuse("PresenceDisagrees");
  }
}

async function checkOpening(at) {
  const { statement } = pledge(at);
  const { opening } = at.receipt;
  if (!opening) throw new Nothing("NO_OPENING");
  const committed = concat(utf8.encode("ikrar-signer/v1\n"), opening.salt, utf8.encode(canonical(opening.shown)));
  if (armour(await sha256(committed)) !== statement.signer) refuse("OpeningDoesNotMatch");
}

function pledge(at) {
  if (at.receipt.kind !== "pledge") throw new Nothing("NO_PLEDGE");
  return at.receipt.record;
}

const STEPS = [
  (at) => { at.receipt = read(at.data); },
  readCheckpoint, checkSeal, checkWitnesses, checkInclusion, checkRecord, checkSignature, checkPresence, checkOpening,
];

export async function examine(data, trust) {
  const at = { data, trust, witnesses: [], remarks: [] };
  const steps = [];
  let failed = false;
  for (const [place, check] of STEPS.entries()) {
    let outcome = "NOT_REACHED";
    let code = null;
    if (!failed) {
      try {
        await check(at);
        outcome = "PASSED";
      } catch (e) {
        if (e instanceof CannotVerifyHere) throw e;
        outcome = e instanceof Nothing ? "NOT_CHECKED" : "FAILED";
        code = e.code ?? "OTHER";
        failed = outcome === "FAILED";
      }
    }
    steps.push({ number: place + 1, outcome, code });
  }
  return { ...at, steps, isConsistent: !failed, isTrusted: !failed && Boolean(trust) };
}
