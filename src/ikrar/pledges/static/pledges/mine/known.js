// Offers "go on with this phone" when this browser holds a key that has signed before, and signs the challenge.
import { get } from "../phone/store.js";
import { bytes, signWithDevice } from "../phone/keys.js";

const form = document.getElementById("known");
if (form && isSecureContext && window.indexedDB && (await get("keys", "device"))?.enrolled) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { key, value } = await signWithDevice(bytes(`ikrar-challenge/v1\n${form.elements.challenge.value}`));
    form.elements.key.value = key;
    form.elements.value.value = value;
    form.submit();
  });
}
