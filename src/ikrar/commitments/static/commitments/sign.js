// Signs the statement shown on the page with the representative's passkey; the server builds its bytes anew and compares.
const form = document.getElementById("sign");
const problem = document.getElementById("problem");
const url64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const unurl64 = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

if (form && isSecureContext && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    const statement = new TextEncoder().encode(document.getElementById("statement").textContent);
    try {
      const given = await navigator.credentials.get({
        publicKey: {
          challenge: await crypto.subtle.digest("SHA-256", statement),
          rpId: form.dataset.rp, userVerification: "required", timeout: 120000,
          allowCredentials: form.dataset.known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: unurl64(id) })),
        },
      });
      form.elements.credential_id.value = url64(given.rawId);
      form.elements.value.value = url64(given.response.signature);
      form.elements.authenticator_data.value = url64(given.response.authenticatorData);
      form.elements.client_data.value = url64(given.response.clientDataJSON);
      form.submit();
    } catch {
      problem.hidden = false;
      problem.focus();
    }
  });
} else if (form) document.getElementById("impossible").hidden = false;
