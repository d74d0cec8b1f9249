// SHA-256 of a Blob in the reader's own browser. WebCrypto takes only what is in memory as a whole, and exists only on
// HTTPS (and localhost): large files, and plain HTTP, are counted piece by piece here (FIPS 180-4).
const WHOLE = 32 * 1024 * 1024;
const PIECE = 4 * 1024 * 1024;
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const canVerifySignatures = Boolean(globalThis.crypto?.subtle);

// `progress(fraction)` is called for files that are counted in pieces.
export async function digestOf(blob, progress = () => {}) {
  if (canVerifySignatures && blob.size <= WHOLE) {
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
  }
  const sum = new Sha256();
  for (let at = 0; at < blob.size; at += PIECE) {
    sum.update(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()));
    progress(Math.min(1, (at + PIECE) / blob.size));
    // A pause in which the page shows how far it is.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return sum.hex();
}

export const digestOfText = (text) => digestOf(new Blob([new TextEncoder().encode(text)]));

// The first 32 bits of the fractional parts of square and cube roots of the first primes.
const primes = [];
for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const K = new Int32Array(primes.map((prime) => fraction(Math.cbrt(prime))));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

export class Sha256 {
  constructor() {
    this.state = new Int32Array(START);
    this.rest = new Uint8Array(64);
    this.filled = 0;
    this.length = 0;
    this.words = new Int32Array(64);
  }

  update(bytes) {
    this.length += bytes.length;
    let at = 0;
    if (this.filled) {
      at = Math.min(64 - this.filled, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < 64) return this;
      this.block(this.rest, 0);
      this.filled = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.block(bytes, at);
    this.rest.set(bytes.subarray(at));
    this.filled = bytes.length - at;
    return this;
  }

  hex() {
    const length = this.length;
    const tail = new Uint8Array(this.filled < 56 ? 64 - this.filled : 128 - this.filled);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
    view.setUint32(tail.length - 4, (length * 8) >>> 0);
    this.update(tail);
    const out = new DataView(new ArrayBuffer(32));
    this.state.forEach((word, index) => out.setInt32(index * 4, word));
    return hex(new Uint8Array(out.buffer));
  }

  block(bytes, at) {
    const { state, words } = this;
    for (let i = 0; i < 16; i += 1, at += 4) {
      words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const x = words[i - 15], y = words[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => { state[index] = (state[index] + value) | 0; });
  }
}
