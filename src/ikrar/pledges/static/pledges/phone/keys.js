// Keys and bytes. The device key never leaves this browser: it is made non-extractable.
import { get, put } from "./store.js";

const EC = { name: "ECDSA", namedCurve: "P-256" };
const SHA = { name: "ECDSA", hash: "SHA-256" };

export const bytes = (text) => new TextEncoder().encode(text);
export const b64 = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
export const url64 = (data) => b64(data).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
export const unurl64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
export const sha256 = (data) => crypto.subtle.digest("SHA-256", data);
export const hex = (data) => [...new Uint8Array(data)].map((b) => b.toString(16).padStart(2, "0")).join("");

// RFC 8785 for what we hold: objects with ASCII names, texts, whole numbers, null, true and false.
export const jcs = (v) => {
  if (Array.isArray(v)) return `[${v.map(jcs).join()}]`;
  if (v === null || typeof v !== "object") return JSON.stringify(v);
  return `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${jcs(v[k])}`).join()}}`;
};

export const deviceKey = async () => {
  const known = await get("keys", "device");
  if (known) return known;
  const pair = await crypto.subtle.generateKey(EC, false, ["sign", "verify"]);
  const made = { pair, spki: b64(await crypto.subtle.exportKey("spki", pair.publicKey)), enrolled: false };
  await put("keys", "device", made);
  return made;
};

export const markEnrolled = async () => put("keys", "device", { ...(await deviceKey()), enrolled: true });

export const signWithDevice = async (message) => {
  const { pair, spki } = await deviceKey();
  return { key: spki, value: b64(await crypto.subtle.sign(SHA, pair.privateKey, message)) };
};

export const hasPasskeys = () => typeof PublicKeyCredential === "function" && !!navigator.credentials;

export const assertWithPasskey = async (challenge, rpId, ids = []) => {
  const found = await navigator.credentials.get({
    publicKey: {
      challenge, rpId, userVerification: "required", timeout: 120000,
      allowCredentials: ids.map((id) => ({ type: "public-key", id: unurl64(id) })),
    },
  });
  return {
    credential_id: url64(found.rawId),
    authenticator_data: url64(found.response.authenticatorData),
    client_data: url64(found.response.clientDataJSON),
    value: url64(found.response.signature),
  };
};
