// The screens: what stands in each phase. Words that come from data are escaped; figures come from the catalogue.

const CAREFUL = 2; // the level from which a verdict is explained
const CLOSING = ["leg", "whose", "leaving", "words", "summary"]; // no exercise is on
const KINDS = { ready: "Get ready", hold: "Hold", turn: "Switch sides", rest: "Rest" };
const LINES = {
  ready: "Find a comfortable position.",
  hold: "Keep breathing. Ease off rather than push.",
  turn: "Take your time to turn.",
  rest: "Let everything loose.",
};
const MAIN = {
  ready: "Start now",
  turn: "Start now",
  rest: "Start now",
  hold: "Let go early",
  paused: "Go on",
  sore: "Leave it for today",
  words: "I have read this",
  summary: "Close",
};
const WHY = {
  asked: "Your holds are kept.",
  slept: "Your device slept. What was seen of your hold is kept, and marked.",
  closed: "The page was closed or loaded anew. Your holds are kept; one that was running is marked.",
};

const SPEAKER = {
  on: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9h4l5-4v14l-5-4H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a9 9 0 0 1 0 12" /></svg>',
  off: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9h4l5-4v14l-5-4H4zM17 9.5l5 5M22 9.5l-5 5" /></svg>',
};

function screenOf(root) {
  const find = (name) => root.querySelector(`.${name}`);
  const names = ["card", "side", "count", "dots", "strip", "pose", "ring", "arc", "kind", "number", "rep", "panel"];
  const more = ["line", "actions", "stop", "status", "live", "flash", "voice"];
  const screen = Object.fromEntries([...names, ...more].map((name) => [name, find(name)]));
  return { ...screen, dialog: root.querySelector("dialog"), name: root.querySelector("#timer-name"), root };
}

// A dialog of Streamlit's own, such as the one of a lost connection, makes the page inert: the session stays in reach.
function reach({ root }) {
  for (let node = root.host; (node = node?.closest("[inert]")); node = node.parentElement) node.inert = false;
}

function esc(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}

// Only what changed is written; what had the focus has it again.
function put(node, html) {
  if (node.shown === html) return;
  const on = node.getRootNode().activeElement;
  const had = node.contains(on) && on !== node;
  node.shown = html;
  node.innerHTML = html;
  if (had) refocus(node, on.dataset);
}

// The same button of the new ones, or what says where one is: the name of the exercise, the card.
function refocus(node, { do: name, value = "" }) {
  const same = node.querySelector(`[data-do="${name}"][data-value="${value}"]`);
  const words = node.closest("dialog")?.querySelector("#timer-name") ?? node;
  (same ?? words).focus({ preventScroll: true });
}

function button(name, label, { value = "", look = "", key = "", says = "" } = {}) {
  const hint = key && ` <kbd aria-hidden="true">${key}</kbd>`;
  const spoken = says && ` aria-label="${says}"`;
  return `<button type="button" class="${look}" data-do="${name}" data-value="${value}"${spoken}>${label}${hint}</button>`;
}

Engine.prototype.draw = function draw() {
  const { screen, run } = this;
  if (!screen) return;
  drawWaiting(screen, this);
  if (!run) return;
  drawPhase(screen, this, run);
  drawStatus(screen, this);
  drawClock(screen, this);
};

function drawPhase(screen, engine, run) {
  const { kind } = run.phase;
  const item = itemOf(run);
  const step = stepOf(run);
  screen.dialog.dataset.phase = kind;
  screen.dialog.dataset.timed = TIMED.includes(kind);
  const closing = CLOSING.includes(kind);
  screen.dialog.dataset.plain = closing || kind === "which"; // no figure: words alone
  put(screen.name, closing ? "Your session" : esc(item.name + (item.form ? `: ${item.form.toLowerCase()}` : "")));
  put(screen.side, !closing && step && TIMED.includes(kind) ? SIDES[step.side] : "");
  put(screen.count, closing ? "" : `<span>Exercise </span>${run.at + 1} of ${run.plan.length}`);
  put(screen.dots, closing ? "" : dots(run));
  put(screen.voice, engine.sound.voice ? SPEAKER.on : SPEAKER.off);
  screen.voice.setAttribute("aria-label", engine.sound.voice ? "Voice is on: turn it off" : "Voice is off: turn it on");
  drawStrip(screen, engine);
  drawFigure(screen, engine, item, step, kind);
  put(screen.panel, TIMED.includes(kind) ? "" : panel(engine, item, kind));
  put(screen.line, TIMED.includes(kind) ? LINES[kind] : "");
  put(screen.actions, actions(engine, kind));
  screen.stop.hidden = !STOPPABLE.includes(kind);
}

function dots(run) {
  const held = run.log?.holds.length ?? 0;
  return stepsOf(itemOf(run))
    .map((_, place) => `<i class="${place < held ? "done" : place === run.step ? "now" : ""}"></i>`)
    .join("");
}

function drawStrip(screen, engine) {
  const { undo, run, data } = engine;
  const last = run.done.at(-1);
  const parts = [];
  if (last && ["before", "leg"].includes(run.phase.kind)) {
    const verdict = data.verdicts[last.log.log];
    const word = verdict?.rev === last.log.rev ? verdict : null;
    parts.push(`<b>${esc(last.item.name)}</b> ${word ? esc(word.word) : "Saving…"}`);
    if (word && word.level >= CAREFUL) parts.push(esc(word.sentences[0]));
  } else if (undo?.kind === "before") parts.push(`You rated ${undo.log.before / 10}.`);
  const text = parts.map((part) => `<span>${part}</span>`).join("");
  put(screen.strip, `<div>${text}</div>` + (undo && run.phase.kind !== "leaving" ? button("undo", "Undo", { look: "quiet" }) : ""));
}

// The figure moves into the pose as the hold begins, and back as it ends; a turned one begins anew.
function drawFigure(screen, engine, item, step, kind) {
  const side = step?.side ?? item.sides.at(-1);
  const before = screen.pose.shown;
  put(screen.pose, screen.dialog.dataset.plain === "true" ? "" : pictureOf(item, side));
  const moves = { before: "loop", hold: "to-hold", turn: "to-start", rest: "to-start", after: "to-start" };
  show(screen.pose, before !== screen.pose.shown && moves[kind] === "to-start" ? "start" : (moves[kind] ?? "start"));
}

function show(figure, how) {
  const svg = figure.querySelector("svg");
  if (!svg || figure.how === how) return;
  figure.how = how;
  svg.dataset.show = "";
  void svg.getBoundingClientRect(); // begins the animation anew
  svg.dataset.show = how;
}

function drawClock(screen, engine) {
  const { run } = engine;
  if (!run) return;
  drawUndo(screen, engine);
  if (!TIMED.includes(run.phase.kind)) return;
  const { kind, elapsed } = run.phase;
  const length = lengthOf(run, kind, engine.data.times);
  const step = stepOf(run);
  screen.arc.style.strokeDashoffset = String(100 * (elapsed / length));
  put(screen.kind, KINDS[kind]);
  put(screen.number, String(Math.max(1, Math.ceil((length - elapsed) / 1000))));
  put(screen.rep, `Round ${step.rep} of ${itemOf(run).reps}`);
}

function drawUndo(screen, engine) {
  const undo = screen.strip.querySelector("[data-do=undo]");
  if (!undo) return;
  if (!engine.undo) return drawStrip(screen, engine);
  undo.textContent = `Undo (${Math.max(1, Math.ceil((engine.undo.until - performance.now()) / 1000))})`;
}

function drawStatus(screen, engine) {
  const waiting = engine.keep.parcels().length;
  const saved = waiting ? "Kept in this browser, being saved" : "All saved";
  const kept = engine.keep.kept ? saved : "This browser keeps nothing: stay on this page until all is saved";
  const screenOn = "Your screen stays on.";
  const screenOff = "This browser cannot keep your screen on: set it to stay on, and go on here.";
  screen.status.dataset.calm = String(engine.sound.awake() && !waiting && engine.keep.kept && !engine.data.trouble);
  const trouble = engine.data.trouble ? `<b>${esc(engine.data.trouble)}</b> ` : "";
  put(screen.status, `${trouble}${engine.run?.log || engine.run?.done.length ? `${kept}. ` : ""}${engine.sound.awake() ? screenOn : screenOff}`);
}

// The button that had opened the session was drawn anew meanwhile.
function closeTo(screen) {
  screen.dialog.close();
  screen.card.focus({ preventScroll: true });
}

function focusFirst(screen) {
  const main = screen.actions.querySelector(".main");
  (main ?? screen.name).focus({ preventScroll: true });
}
