// What is new in a leg, and practice that is closed.

const CALM_MS = 700; // the second tap of a double click must not meet the page below
const LATE_MS = 2500; // the notebook has not answered by then: the words are said here
const LEG = {
  pain: [
    "New pain that moves into your leg",
    "End here for today. Leave out the movement that brought it. If it stays, gets worse, or is strong, see a doctor.",
  ],
  numbness: [
    "New numbness, tingling or weakness in a leg",
    "End here, and have it looked at by a doctor today. Call your emergency number now if it is in both legs, or if you " +
      "feel numb around your genitals or buttocks. Call it now too if you have new trouble with your bladder or bowel.",
  ],
};

const legTaps = {
  // In the middle of an exercise: what was held stays, and the way back leads to a pause.
  do_leg() {
    const { phase } = this.run;
    if (phase.kind === "hold") this.hold(this.held());
    const back = TIMED.includes(phase.kind) ? { kind: "paused", why: "asked" } : phase;
    this.begin("which", performance.now(), { back });
  },

  do_back() {
    const { kind, ...more } = this.run.phase.back;
    this.begin(kind, performance.now(), more);
  },

  do_answer(item) {
    const { run } = this;
    const asked = run.phase.kind === "leg";
    const during = !asked && (run.log || !run.done.length);
    const only = item === "pain" && run.done.length === 1 ? run.done[0].item.slug : null;
    const exercise = during ? itemOf(run).slug : only;
    if (run.log) run.done.push({ item: itemOf(run), log: run.log });
    run.log = null;
    this.tell(item, exercise);
    this.undo = asked ? { kind: "leg", until: performance.now() + UNDO_MS } : null;
    if (item === "none") return this.summary();
    if (item === "numbness") return this.leave();
    return exercise ? this.words("pain") : this.askWhose();
  },

  // The answer is on its way already, as one about every exercise of this session.
  do_whose(slug) {
    this.tell("pain", slug || null);
    if (this.undo) this.undo.until = performance.now() + UNDO_MS;
    this.words("pain");
  },

  do_mistake() {
    this.tapped = { ...this.tapped, rev: this.tapped.rev + 1, item: null, answer: "no", exercise: null };
    this.keep.post("answers", this.tapped.id, this.tapped);
    this.post();
  },
};

const legWays = {
  askLeg() {
    if (!this.run.done.length) return this.putAway();
    this.begin("leg");
    return this.cue("leg");
  },

  askWhose() {
    this.begin("whose");
    this.cue("whose");
  },

  words(item) {
    this.begin("words", performance.now(), { item });
    if (item === "pain") this.cue("end-here");
  },

  read() {
    return this.run.phase.item === "numbness" ? this.putAway() : this.summary();
  },

  summary() {
    if (!this.run.done.length) return this.putAway();
    this.begin("summary");
    return this.cue("all-done");
  },

  tell(item, exercise) {
    const { run } = this;
    const yes = item !== "none";
    const { id = uuid(), rev = 0 } = run.answer ?? {};
    run.answer = { id, rev: rev + 1, questions: "leg", item: yes ? item : null, answer: yes ? "yes" : "no", exercise };
    run.answer.at = Date.now();
    this.tapped = run.answer;
    this.keep.post("answers", id, run.answer);
    this.persist();
    this.post();
  },

  // Numbness: the page has the words, as soon as the notebook has the answer.
  leave() {
    this.begin("leaving");
    this.cue("numb");
  },

  leaves(now) {
    const stood = now - this.since;
    if (this.data.shut === "closed" && stood > CALM_MS) this.toPage();
    else if (stood > LATE_MS) this.words("numbness");
  },

  // Practice is closed from now on: a run ends where it is, and what was held is sent as ever.
  close() {
    const { phase } = this.run ?? { phase: { kind: "leaving" } };
    if (phase.kind === "leaving") return;
    if (phase.kind === "hold") this.hold(this.held());
    if (phase.kind !== "words") this.cue("closed");
    this.toPage();
  },

  // What the page says about it stands at its top.
  toPage() {
    this.putAway();
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  },

  // An answer that the notebook does not have yet closes practice here.
  shut() {
    const { shut = "", refused } = this.data;
    const numb = ({ id, parcel }) => parcel?.item === "numbness" && !(id in refused);
    return this.keep.parcels().some(numb) ? "closed" : shut;
  },
};

Object.assign(Engine.prototype, legTaps, legWays);

function answers(no) {
  const yes = button("answer", "Pain that moves into a leg", { value: "pain" });
  const numb = button("answer", "Numbness, tingling or weakness", { value: "numbness" });
  return `${no ? button("answer", no, { value: "none", look: "main" }) : ""}${yes}${numb}`;
}

// One button for each exercise that was done.
function whose({ done }) {
  const chips = done.map(({ item }) => button("whose", esc(item.name), { value: item.slug }));
  return `${chips.join("")}${button("whose", "I cannot tell")}`;
}

function legWords(item) {
  return `<h3>${LEG[item][0]}</h3><p>${LEG[item][1]}</p>`;
}

// In place of the start card: nothing where the page says all; the words where the notebook has not heard of it yet.
function shutCard(engine) {
  if (engine.shut() !== "closed") return "";
  const known = engine.data.shut === "closed";
  const said = `<p>You said in your session: numbness, tingling or weakness in a leg.</p>${button("mistake", "I tapped that by mistake", { look: "quiet" })}`;
  const mistaken = engine.tapped?.item === "numbness" ? `<div class="said">${said}</div>` : "";
  return (known ? "" : `<div class="care">${legWords("numbness")}</div>`) + mistaken;
}
