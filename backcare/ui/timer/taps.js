// What the person does: one method for each data-do of the screens.

const taps = {
  do_start() {
    this.start();
  },

  do_takeover() {
    this.keep.take();
    this.restore();
  },

  do_sound() {
    this.sound.unlock();
    this.sound.beep("go");
    this.sound.speak("This is the voice of your session.");
    this.keep.write("heard", true);
  },

  do_voice() {
    this.sound.voice = !this.sound.voice;
    this.keep.write("voice", this.sound.voice);
    if (!this.sound.voice) this.sound.hush();
  },

  do_main() {
    const { kind } = this.run.phase;
    if (kind === "hold") return this.letGo(this.held(), "early", performance.now());
    if (TIMED.includes(kind)) return this.beginHold(performance.now());
    return { paused: this.goOn, sore: this.end, words: this.read, summary: this.putAway }[kind]?.call(this);
  },

  do_pause() {
    if (this.run.phase.kind === "hold") this.hold(this.held());
    this.begin("paused", performance.now(), { why: "asked" });
    this.cue("paused");
  },

  do_again() {
    this.run.step -= 1;
    this.goOn();
  },

  do_skip() {
    this.run.step += 1;
    this.goOn();
  },

  do_rating() {
    this.askAfter();
  },

  do_leave() {
    this.next();
  },

  do_end() {
    this.end();
  },

  do_anyway() {
    this.run.sore = true;
    this.goOn();
  },

  do_hold(by) {
    this.run.plan[this.run.at] = changed(itemOf(this.run), "hold", Number(by));
    this.persist();
  },

  do_reps(by) {
    const left = this.run.step;
    const item = changed(itemOf(this.run), "reps", Number(by));
    if (stepsOf(item).length >= Math.max(1, left)) this.run.plan[this.run.at] = item;
    this.persist();
  },

  do_stop() {
    const { kind } = this.run.phase;
    if (!STOPPABLE.includes(kind)) return;
    if (kind === "hold") this.hold(this.held());
    this.run.log ??= newLog(this.run);
    this.run.log.stopped = true;
    this.undo = null;
    this.bump();
    this.begin("after");
    this.cue("stopped");
  },

  do_rate(points) {
    const { kind } = this.run.phase;
    if (!ASKS.includes(kind)) return;
    this.run.log ??= newLog(this.run);
    const log = this.run.log;
    log[kind] = Number(points) * 10;
    this.bump();
    this.undo = { kind, at: this.run.at, until: performance.now() + UNDO_MS, log };
    if (kind === "after") return this.next();
    if (log.before >= this.data.too_sore && !this.run.sore) {
      this.begin("sore");
      return this.cue("too-sore");
    }
    return this.goOn();
  },

  do_worse() {
    this.worstOpen = !this.worstOpen;
  },

  do_worst(points) {
    this.run.log.worst = Number(points) * 10;
    this.worstOpen = false;
    this.bump();
  },

  do_undo() {
    const { undo, run } = this;
    if (!undo) return;
    this.undo = null;
    if (undo.kind === "leg") return this.begin("leg");
    if (undo.kind === "before") {
      if (run.phase.kind === "hold") this.hold(this.held());
      return this.begin("before");
    }
    run.done = run.done.filter(({ log }) => log !== undo.log);
    Object.assign(run, { at: undo.at, log: undo.log, step: stepsOf(run.plan[undo.at]).length });
    undo.log.after = null;
    this.bump();
    return this.begin("after");
  },
};

// Where a tap leads.
const ways = {
  goOn() {
    if (!stepOf(this.run)) return this.askAfter();
    this.begin("ready");
    return this.cue("ready");
  },

  askBefore() {
    this.begin("before");
    this.cue("ask-before");
  },

  askAfter() {
    this.run.log ??= newLog(this.run);
    this.begin("after");
    this.cue("ask-after");
  },

  // On to the next exercise; to the last question where there is none.
  next() {
    const { run } = this;
    if (run.log) run.done.push({ item: itemOf(run), log: run.log });
    Object.assign(run, { log: null, step: 0 });
    if (run.ending || run.at + 1 >= run.plan.length) return this.askLeg();
    run.at += 1;
    return this.askBefore();
  },

  // The rating first where something was held that is not rated.
  end() {
    this.run.ending = true;
    if (this.run.log?.holds.length) return this.askAfter();
    return this.next();
  },

  // What the notebook made of a rating, said once, when its answer is there.
  sayVerdict() {
    const last = this.run?.done.at(-1)?.log;
    const verdict = last && this.data.verdicts[last.log];
    if (!verdict || verdict.rev !== last.rev || this.told === `${last.log} ${last.rev}`) return;
    this.told = `${last.log} ${last.rev}`;
    this.word = `${itemOf({ plan: this.run.plan, at: this.run.plan.findIndex((one) => one.slug === last.exercise) }).name}: ${verdict.word}`;
    const asked = { before: ["ask-before"], leg: ["leg"] }[this.run.phase.kind] ?? [];
    this.cue("verdict", ...asked);
  },
};

Object.assign(Engine.prototype, taps, ways);
