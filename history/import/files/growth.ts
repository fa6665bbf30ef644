import type { FileEntry } from './file-set.ts';

/** So many bytes at either end of what was read tell whether a file still begins with it. */
const COMPARED = 2 ** 16;

/** What of a file was read: how long it was then, and its two ends. */
interface Mark {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/**
 * What readers keep of a file that is read again and again while a job writes to it, so that they need only what was
 * added. A last line that is not ended is taken to be still written while a file has one of these: it waits for its end.
 */
export class Growth {
  /** Whether the reading before left such a line out. */
  isWaiting = false;
  #mark: Mark | null = null;
  /** From the reading before, and for the next. */
  #before = new Map<string, unknown>();
  #kept = new Map<string, unknown>();

  /** Takes what a reader kept under this name; undefined where it has to begin at the beginning. It is whose took it. */
  take<State>(name: string): State | undefined {
    const state = this.#before.get(name) as State | undefined;
    this.#before.delete(name);
    return state;
  }

  /** Keeps for the next reading what a reader needs to go on, under a name that says all on which that depends. */
  keep(name: string, state: unknown): void {
    this.#kept.set(name, state);
  }

  /** Before the file is read: forgets what was kept where the file is more than what it was with something behind it. */
  async begin({ size, slice }: Pick<FileEntry, 'size' | 'slice'>): Promise<void> {
    const mark = this.#mark;
    const before = this.#kept;
    this.forget();
    if (mark === null || slice === undefined || size <= mark.size) return;
    const now = await markOf(mark.size, slice);
    if (isSame(mark.head, now.head) && isSame(mark.tail, now.tail)) this.#before = before;
  }

  /** After it was read. */
  async end({ size, slice }: Pick<FileEntry, 'size' | 'slice'>): Promise<void> {
    this.#before = new Map();
    if (this.#kept.size > 0 && slice !== undefined) this.#mark = await markOf(size, slice);
  }

  /** Has the next reading begin at the beginning. */
  forget(): void {
    this.isWaiting = false;
    this.#mark = null;
    this.#before = new Map();
    this.#kept = new Map();
  }
}

async function markOf(size: number, slice: NonNullable<FileEntry['slice']>): Promise<Mark> {
  const [head, tail] = [
    await slice(0, Math.min(size, COMPARED)),
    await slice(Math.max(0, size - COMPARED), size),
  ];
  return { size, head, tail };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
