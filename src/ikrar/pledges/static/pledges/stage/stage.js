// Keeps the stage fresh: asks every three seconds and right after the code changed, counts down, and says when
// the line is down. The code comes from the server each time; this screen holds no key and no code of the future.
const stage = document.getElementById("stage");
const offline = document.getElementById("stage-offline");
const stale = document.getElementById("stage-stale");
const EVERY = 3000;
const MISSED = 12000; // so long without an answer is a lost line
const HOLDS = 180000; // so long the last code is still taken as shown

let tag = "";
let heard = performance.now();
let ends = heard + Number(stage.dataset.left);
let turn = 0;

const ask = async () => {
  const answer = await fetch(stage.dataset.part, {
    headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", signal: AbortSignal.timeout(8000),
  });
  if (answer.status === 404) location.reload();
  if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
  heard = performance.now();
  ends = heard + Number(answer.headers.get("X-Code-Left"));
  if (answer.status === 200) {
    tag = answer.headers.get("ETag") || "";
    stage.innerHTML = await answer.text();
  }
};

const poll = async () => {
  clearTimeout(turn);
  try { await ask(); } catch { /* tick() tells how long it has been */ }
  const change = ends - performance.now() + 150;
  turn = setTimeout(poll, change > 0 ? Math.min(EVERY, change) : EVERY);
};

const tick = () => {
  const now = performance.now();
  const silent = now - heard;
  const left = Math.max(0, Math.ceil((ends - now) / 1000));
  const number = document.getElementById("stage-left");
  if (number) {
    number.textContent = left;
    document.getElementById("stage-bar").setAttribute("width", Math.max(0, (ends - now) / 1000).toFixed(2));
  }
  offline.hidden = silent < MISSED || silent >= HOLDS;
  stale.hidden = silent < HOLDS;
  stage.classList.toggle("stale", silent >= HOLDS);
};

addEventListener("online", poll);
document.addEventListener("visibilitychange", () => document.hidden || poll());
if (navigator.wakeLock) {
  const awake = () => document.hidden || navigator.wakeLock.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", awake);
  awake();
}
setInterval(tick, 250);
poll();
