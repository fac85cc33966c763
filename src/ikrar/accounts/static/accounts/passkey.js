// Asks the device for a passkey and puts its answer in the form. Without this script the page says what to do.
"use strict";

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const key = { ...options, challenge: toBytes(options.challenge) };
  if (key.user) key.user = { ...key.user, id: toBytes(key.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (key[list]) key[list] = key[list].map((entry) => ({ ...entry, id: toBytes(entry.id) }));
  }
  return key;
}

function writable(credential) {
  const answer = credential.response;
  const response = { clientDataJSON: toText(answer.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (answer[part]) response[part] = toText(answer[part]);
  }
  if (answer.getTransports) response.transports = answer.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsOf(form) {
  const held = document.getElementById(form.dataset.options);
  if (held) return JSON.parse(held.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

async function ask(form) {
  const publicKey = readable((await optionsOf(form)).publicKey);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey });
}

function say(form, name) {
  const place = form.querySelector("[data-trouble]");
  place.textContent = place.dataset[name];
  place.hidden = false;
  place.focus();
}

async function answer(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  if (!window.PublicKeyCredential) return say(form, "missing");
  button.setAttribute("aria-busy", "true");
  try {
    form.querySelector("[data-credential]").value = JSON.stringify(writable(await ask(form)));
    form.submit();
  } catch (problem) {
    button.removeAttribute("aria-busy");
    say(form, problem.name === "InvalidStateError" ? "known" : problem.name === "NotAllowedError" ? "refused" : "failed");
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) form.addEventListener("submit", answer);
