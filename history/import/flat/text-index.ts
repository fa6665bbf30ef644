const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes UTF-8. @throws {TypeError} if the bytes are not UTF-8 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

const EMPTY = -1;

/**
 * Numbers distinct texts by their bytes, in order of first appearance, without creating a string for repeated texts.
 */
export class TextIndex {
  /** End offset of each entry in `#bytes`; it starts at the end of the previous entry. */
  #ends = new Uint32Array(16);
  #bytes = new Uint8Array(256);
  #slots = new Int32Array(32).fill(EMPTY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Returns the index of the text, which equals the previous `count` if the text is new. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]!;
      if (entry === EMPTY) return this.#add(bytes, start, end, slot);
      if (this.#isSame(entry, bytes, start, end)) return entry;
    }
  }

  #isSame(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const begin = entry === 0 ? 0 : this.#ends[entry - 1]!;
    if (this.#ends[entry]! - begin !== end - start) return false;
    const own = this.#bytes;
    for (let at = start, ours = begin; at < end; at++, ours++) if (own[ours] !== bytes[at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, slot: number): number {
    const entry = this.#count++;
    const begin = entry === 0 ? 0 : this.#ends[entry - 1]!;
    if (entry === this.#ends.length) {
      const ends = new Uint32Array(2 * entry);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    if (begin + end - start > this.#bytes.length) {
      const enlarged = new Uint8Array(2 * (begin + end - start));
      enlarged.set(this.#bytes);
      this.#bytes = enlarged;
    }
    this.#bytes.set(bytes.subarray(start, end), begin);
    this.#ends[entry] = begin + end - start;
    this.#slots[slot] = entry;
    if (2 * this.#count > this.#slots.length) this.#rehash();
    return entry;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length).fill(EMPTY);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      let hash = 0x811c9dc5;
      const end = this.#ends[entry]!;
      for (let at = entry === 0 ? 0 : this.#ends[entry - 1]!; at < end; at++) {
        hash = Math.imul(hash ^ this.#bytes[at]!, 0x01000193);
      }
      hash ^= hash >>> 15;
      let slot = hash & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}
