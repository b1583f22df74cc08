// The draft that the browser keeps while one types: encrypted with the key of this very file.
// Here: keeping, finding and erasing it. Where the browser cannot encrypt, nothing is kept at all.

const IV_BYTES = 12;

export class Draft {
  constructor(head, storage = ownStorage()) {
    this.name = `caretandem-call-${head.sheet_id}`;
    this.secret = head.key;
    this.storage = storage;
    this.turn = Promise.resolve();
  }

  /** Whether this browser can encrypt and keep a draft of a file from disk. */
  get isPossible() {
    return this.storage !== null && globalThis.crypto?.subtle !== undefined;
  }

  /** Keep `held`; saves follow one another, so that the last one typed is the last one kept. */
  save(held) {
    this.turn = this.turn.then(() => this.kept(held)).catch(() => false);
    return this.turn;
  }

  async kept(held) {
    if (!this.isPossible) return false;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const text = new TextEncoder().encode(JSON.stringify(held));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key(), text);
    this.storage.setItem(this.name, `${inBase64(iv)}.${inBase64(new Uint8Array(sealed))}`);
    return true;
  }

  /** What was kept: the draft, null when there is none, undefined when it cannot be opened. */
  async load() {
    const sealed = this.isPossible ? this.storage.getItem(this.name) : null;
    if (sealed === null) return null;
    try {
      const [iv, text] = sealed.split(".").map(fromBase64);
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.key(), text);
      return JSON.parse(new TextDecoder().decode(opened));
    } catch {
      return undefined;
    }
  }

  /** Erase the draft, after any save that is still under way. */
  erase() {
    this.turn = this.turn.then(() => this.storage?.removeItem(this.name));
    return this.turn;
  }

  key() {
    return crypto.subtle.importKey("raw", fromBase64(this.secret), "AES-GCM", false, ["encrypt", "decrypt"]);
  }
}

function ownStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function inBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
