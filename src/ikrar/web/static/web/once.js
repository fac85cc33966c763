// A second press of a form's button while the first is under way does nothing.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  if (button) button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
  for (const busy of document.querySelectorAll("[aria-busy=true]")) busy.removeAttribute("aria-busy");
});
