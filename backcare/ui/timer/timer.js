// Where Streamlit and the engine meet. A page switch ends a mount; the engine of a notebook stays.

const engines = new Map();
const screens = new WeakMap();
const DIGITS = /^[0-9]$/;

function pressed(engine, event) {
  const { run } = engine;
  if (!run || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const scale = engine.worstOpen ? "worst" : "rate";
  if (key === "escape") engine.act(run.phase.kind === "summary" ? "main" : "stop");
  else if (DIGITS.test(key)) engine.act(scale, key);
  else if (key === "t") engine.act(scale, "10");
  else if (key === " " && !event.composedPath()[0].closest?.("button, input, textarea")) engine.act("main");
  else return;
  event.preventDefault();
}

function tapped(engine, event) {
  const path = event.composedPath();
  const on = engine.screen && path.includes(engine.screen.root) && path.find((node) => node.dataset?.do);
  if (on) engine.act(on.dataset.do, on.dataset.value);
}

export default function timer({ data, parentElement, setTriggerValue }) {
  if (!engines.has(data.notebook)) engines.set(data.notebook, new Engine(data));
  const engine = engines.get(data.notebook);
  if (!screens.has(parentElement)) {
    const screen = screenOf(parentElement);
    screens.set(parentElement, screen);
    screen.dialog.addEventListener("cancel", (event) => event.preventDefault()); // Esc means Stop, it closes nothing
  }
  engine.mount(screens.get(parentElement), data, (message) => setTriggerValue("parcels", message));
  return () => engine.unmount();
}

// On the window: a press still counts where the button that had the focus is gone. And before anything else hears of
// it: while a dialog of Streamlit's own is there, it takes the first click outside it for itself.
addEventListener("keydown", (event) => {
  for (const engine of engines.values()) if (engine.screen?.dialog.open) pressed(engine, event);
}, true);
addEventListener("click", (event) => {
  for (const engine of engines.values()) tapped(engine, event);
}, true);
new MutationObserver(() => {
  for (const { screen } of engines.values()) if (screen?.dialog.open) reach(screen);
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["inert"] });
addEventListener("pagehide", () => {
  for (const engine of engines.values()) {
    engine.persist();
    engine.keep.release();
  }
});
// A page that comes back from the browser's cache knows an old run: it reads the kept one anew.
addEventListener("pageshow", (event) => {
  for (const engine of engines.values()) if (event.persisted && engine.run) engine.comeBack();
});
document.addEventListener("visibilitychange", () => {
  for (const engine of engines.values()) {
    engine.persist();
    if (document.visibilityState === "visible" && engine.screen) engine.look();
  }
});
