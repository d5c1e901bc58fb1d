// The engine of the guided session: one run, moved on by taps, keys and a monotonic clock.

const TICK_MS = 100;
const SAVE_MS = 500; // how much of a running hold a crash of the browser can take
const SLEPT_MS = 3000; // no tick for this long: nobody saw what happened in between
const QUIET_MS = 350; // a second tap of a double click, or one that comes as the screen changes, means nothing
const UNDO_MS = 10000;
const RESEND_MS = 4000;
const SITTING_MS = 2 * 3600 * 1000; // a run that was left for longer is put away; what was held is stored
const ASKS = ["before", "after"];
const STOPPABLE = [...TIMED, ...ASKS, "paused", "sore"];

class Engine {
  constructor(data) {
    this.keep = new Keep(data.notebook);
    this.sound = new Sound(data.cues);
    this.sound.voice = this.keep.read("voice") ?? true;
    this.run = null;
    this.undo = null;
    this.timer = null;
  }

  mount(screen, data, send) {
    const again = this.screen === screen;
    Object.assign(this, { screen, send, data });
    for (const [id, rev] of Object.entries(data.kept)) this.keep.confirm(id, rev);
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    if (!again) {
      Object.assign(this, { lastTick: performance.now(), lastWall: Date.now(), saved: 0, sent: -RESEND_MS });
      this.restore();
    }
    if (!this.shut()) this.tapped = null; // practice is open again: nothing to take back
    if (data.shut === "closed") this.close();
    this.sayVerdict();
    this.draw();
    // A run may have begun with another form than the one that is the target now.
    fetchPictures([...data.plan, ...(this.run?.plan ?? [])], () => this.draw());
  }

  unmount() {
    this.send = null; // the page is being left: a message would pull it back; the next mount sends it
    this.interrupt("closed");
    this.persist();
    clearInterval(this.timer);
    Object.assign(this, { timer: null, run: null, screen: null });
    this.keep.release();
    this.sound.hush();
    this.sound.sleepAgain();
  }

  // -- the run ------------------------------------------------------------------------------------------------------
  start() {
    if (this.keep.elsewhere() || this.shut() || !this.data.plan.length) return;
    this.run = newRun(this.data, Date.now());
    this.keep.write("heard", true);
    this.open();
    this.askBefore();
  }

  open() {
    this.keep.take();
    this.sound.unlock();
    this.stayAwake();
    if (!this.screen.dialog.open) this.screen.dialog.showModal();
    reach(this.screen);
  }

  stayAwake() {
    this.sound.stayAwake(() => this.screen && drawStatus(this.screen, this));
  }

  // Looked at again: another tab may have the session by now, and the screen may have been let go.
  look() {
    this.tick();
    if (this.run) this.stayAwake();
  }

  comeBack() {
    this.lost();
    this.restore();
  }

  restore() {
    const run = this.keep.read("run");
    if (!run?.plan || this.keep.elsewhere()) return;
    const left = Date.now() - run.seen; // asked before anything is kept anew
    Object.assign(this, { run, since: performance.now() });
    this.keep.take();
    this.interrupt("closed");
    if (left > SITTING_MS || this.data.shut === "closed") this.putAway();
    else this.open();
  }

  // Another tab has taken the session over: it has what was held, and goes on.
  lost() {
    Object.assign(this, { run: null, undo: null });
    this.sound.hush();
    this.draw();
    closeTo(this.screen);
  }

  putAway() {
    Object.assign(this, { run: null, undo: null });
    this.keep.drop("run");
    this.keep.release();
    this.sound.sleepAgain();
    this.draw();
    closeTo(this.screen);
  }

  persist() {
    if (!this.run || !this.keep.mine()) return;
    this.run.seen = Date.now();
    this.keep.write("run", this.run);
    this.keep.take();
    this.saved = performance.now();
  }

  begin(kind, at = performance.now(), more = {}) {
    this.run.phase = { kind, elapsed: 0, ...more };
    Object.assign(this, { since: at, counted: null, quiet: performance.now() + QUIET_MS, worstOpen: false });
    this.persist();
    this.draw();
    focusFirst(this.screen);
  }

  cue(...codes) {
    const item = itemOf(this.run);
    const step = stepOf(this.run);
    const log = this.run.log ?? this.run.done.at(-1)?.log;
    const held = log?.holds.at(-1)?.seconds ?? 0;
    const side = step ? SIDES[step.side] : "";
    const values = { exercise: item.name, rep: step?.rep, reps: item.reps, seconds: seconds(held), word: this.word };
    values.side = side && `Your ${side}.`;
    this.sound.fire(this.screen, codes, values);
  }

  // -- what is kept -------------------------------------------------------------------------------------------------
  bump() {
    const log = this.run.log;
    log.rev += 1;
    this.keep.post("logs", log.log, parcelOf(this.run, log));
    this.persist();
    this.post();
  }

  hold(tenths, interrupted = false) {
    const step = stepOf(this.run);
    this.run.step += 1;
    // The hold is over before it is kept: a page that ends here must not find it running again.
    this.run.phase = { kind: "paused", why: "closed", elapsed: 0 };
    if (tenths < 1) return;
    this.run.log.holds.push({ side: step.side, seconds: tenths, interrupted });
    this.bump();
  }

  held() {
    return Math.round(this.run.phase.elapsed / 100);
  }

  post() {
    const refused = this.data.refused;
    const waiting = this.keep.parcels().filter(({ id }) => !(id in refused));
    if (!waiting.length || !this.send) return;
    this.sent = performance.now();
    const of = (kind) => waiting.filter((one) => one.kind === kind).map((one) => one.parcel);
    try {
      this.send({ logs: of("logs"), answers: of("answers") });
    } catch {
      // The server is away: the parcels stay, and are sent again.
    }
  }

  // -- the clock ----------------------------------------------------------------------------------------------------
  tick() {
    const now = performance.now();
    const wall = Date.now();
    const gap = Math.max(now - this.lastTick, wall - this.lastWall);
    Object.assign(this, { lastTick: now, lastWall: wall });
    if (now - this.sent > RESEND_MS) this.post();
    if (!this.run) return this.wait(now);
    if (!this.keep.mine()) return this.lost();
    if (TIMED.includes(this.run.phase.kind)) this.goes(now, gap);
    if (this.run.phase.kind === "leaving") this.leaves(now);
    if (this.undo && now > this.undo.until) this.undo = null;
    if (now - this.saved > SAVE_MS) this.persist();
    drawClock(this.screen, this);
  }

  // Without a run: one that a closed tab left behind is taken up.
  wait(now) {
    if (now - this.saved > SAVE_MS) {
      this.saved = now;
      this.restore();
    }
    if (!this.run) drawWaiting(this.screen, this);
  }

  goes(now, gap) {
    if (gap > SLEPT_MS) return this.interrupt("slept");
    const { phase } = this.run;
    const length = lengthOf(this.run, phase.kind, this.data.times);
    phase.elapsed = Math.min(now - this.since, length);
    if (phase.elapsed >= length) return this.over(this.since + length);
    const left = Math.ceil((length - phase.elapsed) / 1000);
    const from = phase.kind === "ready" ? this.data.times.ready : this.data.times.count;
    if (left <= from && left !== this.counted) this.cue("count");
    this.counted = left;
  }

  over(at) {
    if (this.run.phase.kind !== "hold") return this.beginHold(at);
    const item = itemOf(this.run);
    this.letGo(item.hold, "let-go", at);
  }

  beginHold(at) {
    this.begin("hold", at);
    this.cue(lastRound(this.run) ? "last-one" : "hold");
  }

  letGo(tenths, code, at) {
    const next = afterHold(this.run);
    this.hold(tenths);
    if (next === "after") {
      this.begin("after");
      this.cue(code, "ask-after");
    } else {
      this.begin(next, at);
      this.cue(code, next);
    }
  }

  interrupt(why) {
    const phase = this.run?.phase;
    if (!phase || !TIMED.includes(phase.kind)) return;
    const cut = phase.kind === "hold";
    if (cut) this.hold(this.held(), true);
    this.begin("paused", performance.now(), { why, cut });
    if (why === "slept") this.cue("slept");
  }

  // One method for each data-do of the screens: taps.js and leg.js.
  act(name, value) {
    if (this.run && name !== "stop" && performance.now() < this.quiet) return;
    this[`do_${name}`]?.(value);
    if (this.screen) this.draw();
  }
}
