// Voice, beeps, flash, the words for a screen reader, and the screen that stays on.

const TONES = {
  // [frequency in Hz, from, to] in seconds
  tick: [[880, 0, 0.08]],
  go: [[660, 0, 0.12], [990, 0.14, 0.4]],
  end: [[740, 0, 0.15], [494, 0.17, 0.5]],
  stop: [[220, 0, 0.5]],
};

class Sound {
  constructor(cues) {
    this.cues = cues;
    this.voice = true;
    this.audio = null;
    this.lock = null;
  }

  // Browsers give sound to a page only after a tap: call this from one.
  unlock() {
    try {
      this.audio ??= new AudioContext();
      if (this.audio.state === "suspended") this.audio.resume();
    } catch {
      this.audio = null;
    }
  }

  // Only a voice of this device: some browsers send the words of other voices to a server.
  localVoice() {
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    const own = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith("en"));
    return own.find((voice) => voice.default) ?? own[0] ?? null;
  }

  speak(words) {
    const voice = this.voice && words ? this.localVoice() : null;
    if (!voice) return;
    speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang;
    speechSynthesis.speak(said);
  }

  hush() {
    globalThis.speechSynthesis?.cancel();
  }

  beep(name) {
    if (!this.audio || !TONES[name]) return;
    const now = this.audio.currentTime;
    for (const [frequency, from, to] of TONES[name]) {
      const tone = this.audio.createOscillator();
      const volume = this.audio.createGain();
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.001, now + from);
      volume.gain.exponentialRampToValueAtTime(0.4, now + from + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, now + to);
      tone.connect(volume).connect(this.audio.destination);
      tone.start(now + from);
      tone.stop(now + to + 0.05);
    }
  }

  // Fire cues of the table at one moment: their words are said as one sentence after the other.
  fire(screen, codes, values = {}) {
    const fill = (code) => this.cues[code].say.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    const words = codes.map(fill).join(" ").replace(/\s+/g, " ").trim();
    for (const code of codes) if (this.cues[code].beep) this.beep(this.cues[code].beep);
    if (codes.some((code) => this.cues[code].flash)) flash(screen);
    if (words) {
      this.speak(words);
      announce(screen, words);
    }
    const detail = { codes, words, beeps: codes.map((code) => this.cues[code].beep).filter(Boolean) };
    screen.dialog.dispatchEvent(new CustomEvent("backcare-cue", { bubbles: true, composed: true, detail }));
  }

  async stayAwake(changed) {
    try {
      this.lock = await navigator.wakeLock.request("screen");
      this.lock.addEventListener("release", changed);
    } catch {
      this.lock = null; // plain http, an old browser, or a battery that is low
    }
    changed();
  }

  awake() {
    return Boolean(this.lock) && !this.lock.released;
  }

  sleepAgain() {
    this.lock?.release();
    this.lock = null;
  }
}

function flash(screen) {
  screen.flash.classList.remove("on");
  void screen.flash.offsetWidth; // begins the animation anew
  screen.flash.classList.add("on");
}

function announce(screen, words) {
  screen.live.textContent = "";
  screen.live.textContent = words;
}
