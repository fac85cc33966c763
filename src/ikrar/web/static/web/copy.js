// Copies the text of the element named in data-copy and says so on the button for two seconds.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const before = button.textContent;
  button.textContent = document.documentElement.lang === "en" ? "Copied" : "Tersalin";
  setTimeout(() => { button.textContent = before; }, 2000);
});
