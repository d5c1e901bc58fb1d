// The course of a session: pure functions over the run, the plain object that the browser keeps.

const TIMED = ["ready", "hold", "turn", "rest"];
const SIDES = { left: "left side", right: "right side", both: "" };

function newRun(data, wall) {
  return {
    session: data.session.id,
    began: wall,
    place: data.session.place,
    plan: data.plan,
    at: 0,
    step: 0,
    phase: { kind: "before" },
    log: null,
    done: [],
    sore: false,
    ending: false,
    seen: wall,
  };
}

const itemOf = (run) => run.plan[run.at];

function stepsOf(item) {
  const steps = [];
  for (let rep = 1; rep <= item.reps; rep += 1) for (const side of item.sides) steps.push({ rep, side });
  return steps;
}

const stepOf = (run) => stepsOf(itemOf(run))[run.step];

const lastRound = (run) => stepOf(run).rep === itemOf(run).reps;

// How long a timed phase lasts, in milliseconds.
function lengthOf(run, kind, times) {
  return kind === "hold" ? itemOf(run).hold * 100 : times[kind] * 1000;
}

// What comes after the hold at `run.step`: the other side, the next round, or the question.
function afterHold(run) {
  const [now, next] = stepsOf(itemOf(run)).slice(run.step);
  if (!next) return "after";
  return next.rep === now.rep ? "turn" : "rest";
}

// Seconds that an exercise takes, two ratings of about five seconds with it.
function lasts(item, times) {
  const holds = stepsOf(item).length;
  return times.ready + (holds * item.hold) / 10 + (holds - 1) * times.rest + 10;
}

function newLog(run) {
  const { slug, variant } = itemOf(run);
  const log = { log: uuid(), rev: 0, exercise: slug, variant, place: run.place, before: null, worst: null, after: null };
  run.place += 1;
  return { ...log, stopped: false, holds: [] };
}

function parcelOf(run, log) {
  return { session: run.session, began: run.began, ...log, note: "" };
}

// Larger steps where the hold is long; the target of this session alone.
function changed(item, what, by) {
  if (what === "reps") return { ...item, reps: Math.min(20, Math.max(1, item.reps + by)) };
  const step = item.hold > 100 || (item.hold === 100 && by > 0) ? 50 : 10;
  return { ...item, hold: Math.min(1200, Math.max(10, item.hold + by * step)) };
}

const seconds = (tenths) => `${tenths / 10}`;

function doseWords(item) {
  const each = item.sides.length > 1 ? " each side" : "";
  const times = item.reps === 1 ? "once" : `${item.reps} times`;
  return `${seconds(item.hold)} seconds, ${times}${each}`;
}

// Holds by side against the target, and what was better than ever before.
function summaryOf(run) {
  return run.done.map(({ log, item }) => {
    const sides = item.sides.map((side) => {
      const held = log.holds.filter((hold) => hold.side === side);
      const longest = Math.max(0, ...held.filter((hold) => !hold.interrupted).map((hold) => hold.seconds));
      const best = item.best?.[side] ?? null;
      return { side, held, reached: held.filter((hold) => hold.seconds >= item.hold).length, longest, best };
    });
    return { item, log, sides };
  });
}
