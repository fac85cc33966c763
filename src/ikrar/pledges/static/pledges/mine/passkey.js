// Makes a passkey for the person identified on this page and hands it to the form.
import { bytes, hasPasskeys, sha256, url64, unurl64 } from "../phone/keys.js";

const form = document.getElementById("enrol");
const problem = document.getElementById("enrol-problem");
if (form && isSecureContext && hasPasskeys()) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { challenge, attestation, client_data } = form.elements;
    try {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: await sha256(bytes(`ikrar-challenge/v1\n${challenge.value}`)),
          rp: { id: form.dataset.rp, name: "Ikrar" },
          user: { id: crypto.getRandomValues(new Uint8Array(32)), name: "Ikrar", displayName: "Ikrar" },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          authenticatorSelection: { residentKey: "required", userVerification: "required" },
          excludeCredentials: (form.dataset.known || "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: unurl64(id) })),
          attestation: "none", timeout: 120000,
        },
      });
      client_data.value = url64(made.response.clientDataJSON);
      attestation.value = url64(made.response.attestationObject);
      form.submit();
    } catch {
      problem.hidden = false;
      problem.focus();
    }
  });
} else if (form) document.getElementById("enrol-impossible").hidden = false;
