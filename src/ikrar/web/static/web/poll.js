// Keeps the inside of [data-poll] fresh. The server answers 304 while nothing changed, and ends the polling
// with the header X-Poll: stop. A hidden tab rests; a lost line is tried again, more slowly.
for (const place of document.querySelectorAll("[data-poll]")) {
  const every = 1000 * (place.dataset.every || 3);
  let tag = "";
  let wait = every;

  const ask = async () => {
    const answer = await fetch(place.dataset.poll, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    wait = every;
    if (answer.status === 200) show(await answer.text(), answer.headers.get("ETag") || "");
    return answer.headers.get("X-Poll") !== "stop";
  };

  const show = (html, newTag) => {
    tag = newTag;
    if (place.contains(document.activeElement) && document.activeElement.id) {
      const id = document.activeElement.id;
      place.innerHTML = html;
      document.getElementById(id)?.focus();
    } else {
      place.innerHTML = html;
    }
  };

  const turn = async () => {
    let again = true;
    if (!document.hidden) {
      try {
        again = await ask();
      } catch {
        wait = Math.min(wait * 2, 30000);
      }
    }
    place.toggleAttribute("data-offline", wait > every);
    if (again) setTimeout(turn, wait);
  };

  setTimeout(turn, wait);
}
