// The screens that are read, not timed: the questions, a pause, the end. And the card on the page.

const QUESTIONS = {
  before: "How much does your back hurt now?",
  after: "And now? How much does your back hurt?",
  worst: "How much did it hurt at its worst, during the stretch?",
};

function scale(name, chosen) {
  const numbers = Array.from({ length: 11 }, (_, points) => {
    const pressed = chosen === points * 10;
    return `<button type="button" class="points" data-do="${name}" data-value="${points}" aria-pressed="${pressed}">${points}</button>`;
  });
  const ends = "<p class='ends'><span>0 no pain</span><span>10 the worst you can imagine</span></p>";
  return `<div class="scale" role="group" aria-label="0 is no pain, 10 the worst you can imagine">${numbers.join("")}</div>${ends}`;
}

function panel(engine, item, kind) {
  const { run } = engine;
  const draws = {
    before: () => `${question("before")}${scale("rate", null)}${target(item)}`,
    after: () => (engine.worstOpen ? worst(run) : rated(run)),
    paused: () => `<h3>Paused</h3><p>${WHY[run.phase.why]}</p>${target(item)}`,
    sore: () =>
      `<h3>You rated ${run.log.before / 10} before stretching</h3><p>A day too sore to stretch is a kept day. Move a little if you can, and try again tomorrow.</p>`,
    leg: () => "<h3>One last question</h3><p>Is anything new in a leg: pain, numbness, tingling or weakness?</p>",
    which: () => "<h3>What is new in your leg?</h3>",
    whose: () => "<h3>With which exercise?</h3>",
    words: () => legWords(run.phase.item),
    leaving: () => "<h3>End here for today</h3><p>Your answer is being saved.</p>",
    summary: () => summary(engine),
  };
  return draws[kind]();
}

const question = (kind) => `<h3>${QUESTIONS[kind]}</h3><p class="hint">Not the pull of the stretch.<span class="keys"> Tap a number, or press its key: T is ten.</span></p>`;

// One scale at a time: the worst during it takes the place of the question until a number is tapped.
function worst({ log }) {
  const back = button("worse", "Back", { look: "quiet" });
  return `<h3>${QUESTIONS.worst}</h3>${scale("worst", log.worst)}<p>${back}</p>`;
}

function rated({ log }) {
  const stopped = log.stopped ? "<p>You stopped because it hurts. Rest in a comfortable position.</p>" : "";
  const label = log.worst === null ? "Higher during it?" : `At its worst: ${log.worst / 10}`;
  return `${stopped}<p>${button("worse", label, { look: "quiet" })}</p>${question("after")}${scale("rate", null)}`;
}

function target(item) {
  const stepper = (name, words, less, more) =>
    `<span class="stepper">${button(name, "−", { value: -1, look: "quiet", says: less })}<span>${words}</span>${button(name, "+", { value: 1, look: "quiet", says: more })}</span>`;
  const times = item.sides.length > 1 ? `${item.reps} a side` : `${item.reps} times`;
  return `<div class="target"><span>Target:</span>${stepper("hold", `${seconds(item.hold)} seconds`, "Shorter holds", "Longer holds")}${stepper("reps", times, "One round fewer", "One round more")}</div>`;
}

function actions(engine, kind) {
  const { run } = engine;
  const main = kind in MAIN ? button("main", MAIN[kind], { look: "main", key: "Space" }) : "";
  const leg = button("leg", "Something new in my leg");
  const more = {
    before: () => button("leave", "Skip this exercise") + button("end", "End the session"),
    ready: () => button("pause", "Pause") + button("skip", "Skip this hold"),
    hold: () => button("pause", "Pause"),
    after: () => "",
    paused: () =>
      (run.phase.cut ? button("again", "Do that hold again") : "") +
      button("rating", "On to the rating") +
      button("end", "End the session"),
    sore: () => button("anyway", "Go on all the same"),
    leg: () => answers("No, nothing new"),
    whose: () => whose(run),
    which: () => `${answers("")}${button("back", "Nothing, go back")}`,
  };
  more.turn = more.ready;
  more.rest = more.ready;
  return main + (more[kind]?.() ?? "") + (STOPPABLE.includes(kind) ? leg : "");
}

function summary(engine) {
  const rows = summaryOf(engine.run).map((one) => row(engine, one));
  const rated = engine.run.done.map(({ log }) => log);
  const [first, last] = [rated.find((log) => log.before !== null)?.before, rated.findLast((log) => log.after !== null)?.after];
  const both = first !== undefined && last !== undefined;
  const rise = both ? (last - first) / 10 : 0;
  const change = rise === 0 ? "the same" : `${Math.abs(rise)} ${rise > 0 ? "higher" : "lower"}`;
  const pain = both ? `<p>Your pain went from ${first / 10} to ${last / 10}: ${change}.</p>` : "";
  return `<h3>Your session is done</h3>${pain}<ul class="summary">${rows.join("")}</ul>`;
}

function row(engine, { item, log, sides }) {
  const held = sides.map(({ side, held: holds, reached, longest, best }) => {
    const name = side === "both" ? "" : `${side} `;
    const better = best !== null && longest > best ? ` <b>Your longest yet: ${seconds(longest)} s.</b>` : "";
    const times = holds.map((hold) => seconds(hold.seconds) + (hold.interrupted ? "*" : "")).join(", ");
    const done = times ? `${name}${times} s` : `${name}not held`;
    return `${done}: ${reached} of ${item.reps} reached ${seconds(item.hold)} s.${better}`;
  });
  const marked = log.holds.some((hold) => hold.interrupted) ? " * cut short when the device slept or the page was closed." : "";
  const verdict = engine.data.verdicts[log.log];
  const said = verdict?.rev === log.rev ? `<span class="verdict">${esc(verdict.word)}</span>` : "";
  const rates = `Pain ${points(log.before)} before, ${points(log.after)} after.`;
  const why = verdict?.rev === log.rev && verdict.level >= CAREFUL ? `<br>${esc(verdict.sentences.join(" "))}` : "";
  return `<li><b>${esc(item.name)}</b> ${said}<br>${held.join("<br>")}${marked}<br>${rates}${why}</li>`;
}

const points = (tenths) => (tenths === null ? "not rated" : tenths / 10);

// The card on the page: what is coming, what is left out, and the one button.
function drawWaiting(screen, engine) {
  const { data, keep } = engine;
  const other = keep.elsewhere();
  const shut = engine.shut();
  const lines = [
    shut ? shutCard(engine) : "",
    engine.run && !shut ? "<p>Your session is running.</p>" : "",
    other ? "<p>Your session is running in another tab.</p>" : "",
    waits(keep.parcels()),
    ...Object.values(data.refused).map((words) => `<p>${esc(words)}</p>`),
    ...[data.trouble, shut ? "" : data.care].filter(Boolean).map((words) => `<p class="care">${esc(words)}</p>`),
    shut ? "" : startCard(engine, other),
  ];
  put(screen.card, lines.join(""));
}

function waits(parcels) {
  const logs = parcels.filter(({ kind }) => kind === "logs").length;
  const until = "kept in this browser until the notebook has stored";
  const exercises = logs === 1 ? `One exercise is ${until} it.` : `${logs} exercises are ${until} them.`;
  const answer = `Your answer is ${until} it.`;
  return (logs ? `<p>${exercises}</p>` : "") + (parcels.length > logs ? `<p>${answer}</p>` : "");
}

function startCard(engine, other) {
  const { data } = engine;
  const done = data.done.length ? `<p>Done today: ${esc(data.done.join(", "))}.</p>` : "";
  const none = "<p>Every exercise is paused today. Move a little if you can.</p>";
  return `${done}${data.plan.length ? plan(engine, other) : none}${leftOut(data)}`;
}

function plan({ data, keep, sound }, other) {
  const items = data.plan.map((item) => tile(item));
  const start = other ? button("takeover", "Go on here", { look: "main" }) : button("start", "Start", { look: "main" });
  const check = sound.localVoice()
    ? "You hear the side, the round and when to let go."
    : "This browser has no voice of its own device, so you hear beeps alone.";
  const first = keep.read("heard") ? "" : " Try it before your first session.";
  const sounds = `<p class="hint">${check}${first}</p>${button("sound", "Try the sound", { look: "quiet" })}`;
  const minutes = Math.max(1, Math.round(data.plan.reduce((all, item) => all + lasts(item, data.times), 0) / 60));
  const about = `<p>${data.plan.length} ${data.plan.length === 1 ? "exercise" : "exercises"}, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}. You rate your back before and after each one.</p>`;
  return `${about}${start}<ol class="tiles">${items.join("")}</ol><div class="sounds">${sounds}</div>`;
}

function tile(item) {
  const picture = pictureOf(item, item.sides[0]).replace('data-show="loop"', 'data-show="hold"');
  const dose = `${esc(item.form ? `${item.form}: ` : "")}${doseWords(item)}`;
  return `<li><span class="picture" aria-hidden="true">${picture}</span><span><b>${esc(item.name)}</b><br>${dose}</span></li>`;
}

function leftOut(data) {
  if (!data.left_out.length) return "";
  const lines = data.left_out.map(({ name, word, reason }) => `<li><b>${esc(name)}</b> ${esc(word)}. ${esc(reason)}</li>`);
  return `<p class="hint">Left out today:</p><ul>${lines.join("")}</ul>`;
}
