// Keeps the branches a reader opened open when the board is drawn anew.
const board = document.getElementById("board");
const open = new Map();
let drawing = false;

board.addEventListener("toggle", (event) => {
  if (!drawing && event.target.id) open.set(event.target.id, event.target.open);
}, true);

new MutationObserver(() => {
  drawing = true;
  for (const [id, is] of open) {
    const branch = document.getElementById(id);
    if (branch) branch.open = is;
  }
  setTimeout(() => { drawing = false; }, 50);
}).observe(board, { childList: true });
