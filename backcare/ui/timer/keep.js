// What the browser keeps until the notebook has it. One key a parcel: two tabs that write never overwrite each other's.

const LEASE_MS = 3000; // a tab that was not heard of for this long has gone

function uuid() {
  // crypto.randomUUID is missing on plain http; getRandomValues is there.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

class Keep {
  // `notebook` keeps the sessions of two notebooks in one browser apart.
  constructor(notebook) {
    this.prefix = `backcare:${notebook}:`;
    this.tab = uuid();
    this.kept = true; // false where the browser refused to store
  }

  read(name) {
    try {
      return JSON.parse(localStorage.getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  write(name, value) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  drop(name) {
    localStorage.removeItem(this.prefix + name);
  }

  // A parcel is a log or an answer as it stands after its message number `rev`.
  post(kind, id, parcel) {
    this.write(`parcel:${id}`, { kind, parcel });
  }

  parcels() {
    const start = `${this.prefix}parcel:`;
    const names = Object.keys(localStorage).filter((name) => name.startsWith(start));
    return names.map((name) => ({ id: name.slice(start.length), ...this.read(name.slice(this.prefix.length)) }));
  }

  // The notebook has this parcel as of `rev`; a later message of it stays until that one is confirmed too.
  confirm(id, rev) {
    const held = this.read(`parcel:${id}`);
    if (held && held.parcel.rev <= rev) this.drop(`parcel:${id}`);
  }

  // One tab runs the session; another one waits, or takes it over.
  elsewhere() {
    const lease = this.read("lease");
    return Boolean(lease) && lease.tab !== this.tab && Math.abs(Date.now() - lease.at) < LEASE_MS;
  }

  mine() {
    if (!this.kept) return true; // nothing can be stored, so no other tab can know of it
    const lease = this.read("lease");
    return Boolean(lease) && lease.tab === this.tab;
  }

  take() {
    this.write("lease", { tab: this.tab, at: Date.now() });
  }

  release() {
    if (this.mine()) this.drop("lease");
  }
}
