import type { FileEntry } from './file-set.ts';

/** Number of bytes compared at either end to detect that a file was rewritten. */
const COMPARED_BYTES = 2 ** 16;

/** The size of a file when it was read, and its first and last bytes. */
interface Fingerprint {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/**
 * State that readers keep of a file that is read repeatedly while a job appends to it, so that only new data is read. An
 * incomplete last line is left for the next read.
 */
export class IncrementalReadState {
  /** Whether the last read skipped an incomplete line. */
  hasIncompleteLine = false;
  #fingerprint: Fingerprint | null = null;
  /** From the previous read, and for the next. */
  #previous = new Map<string, unknown>();
  #next = new Map<string, unknown>();

  /** Removes and returns the state with this name; undefined if the file must be read from the start. */
  take<State>(name: string): State | undefined {
    const state = this.#previous.get(name) as State | undefined;
    this.#previous.delete(name);
    return state;
  }

  /** Stores the state that a reader needs to resume. The name must identify everything that the state depends on. */
  keep(name: string, state: unknown): void {
    this.#next.set(name, state);
  }

  /** Called before the file is read. Discards the state unless data were only appended. */
  async begin({ size, slice }: Pick<FileEntry, 'size' | 'slice'>): Promise<void> {
    const fingerprint = this.#fingerprint;
    const kept = this.#next;
    this.reset();
    if (fingerprint === null || slice === undefined || size <= fingerprint.size) return;
    const now = await fingerprintOf(fingerprint.size, slice);
    if (isSame(fingerprint.head, now.head) && isSame(fingerprint.tail, now.tail)) this.#previous = kept;
  }

  /** Called after the file was read. */
  async end({ size, slice }: Pick<FileEntry, 'size' | 'slice'>): Promise<void> {
    this.#previous = new Map();
    if (this.#next.size > 0 && slice !== undefined) this.#fingerprint = await fingerprintOf(size, slice);
  }

  /** Discards the state, so that the next read starts at the beginning. */
  reset(): void {
    this.hasIncompleteLine = false;
    this.#fingerprint = null;
    this.#previous = new Map();
    this.#next = new Map();
  }
}

async function fingerprintOf(size: number, slice: NonNullable<FileEntry['slice']>): Promise<Fingerprint> {
  const [head, tail] = [
    await slice(0, Math.min(size, COMPARED_BYTES)),
    await slice(Math.max(0, size - COMPARED_BYTES), size),
  ];
  return { size, head, tail };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
