// Makes the representative's passkey and hands it to the form; the server checks everything again.
const form = document.getElementById("enrol");
const problem = document.getElementById("problem");
const bytes = (text) => new TextEncoder().encode(text);
const url64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const unurl64 = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

if (form && isSecureContext && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    const { challenge, attestation, client_data } = form.elements;
    try {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: await crypto.subtle.digest("SHA-256", bytes(`ikrar-challenge/v1\n${challenge.value}`)),
          rp: { id: form.dataset.rp, name: "Ikrar" },
          user: { id: crypto.getRandomValues(new Uint8Array(32)), name: form.dataset.name, displayName: form.dataset.name },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          authenticatorSelection: { residentKey: "required", userVerification: "required" },
          excludeCredentials: form.dataset.known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: unurl64(id) })),
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
} else if (form) document.getElementById("impossible").hidden = false;
