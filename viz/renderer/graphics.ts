import type { LinePicture } from '../core/raster/lines.ts';
import type { GpuSession } from '../gpu/session.ts';
import { isSoftware } from '../gpu/context.ts';
import type { GpuState, Trial } from './choice.ts';
import type { LineRenderer } from '../drawing/renderer.ts';
import { runTrial } from './trial.ts';

export interface GraphicsParams {
  readonly openGpu: () => Promise<GpuSession>;
  readonly cpu: LineRenderer;
  readonly now: () => number;
  /** Waits until the page has time. */
  readonly rest: () => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** What a page knows of its GPU, and of who draws sooner: all plots on it share one GPU and one trial. */
export interface Graphics {
  readonly cpu: LineRenderer;
  /** The GPU while it is there. */
  readonly gpu: LineRenderer | null;
  readonly state: GpuState;
  readonly trial: Trial | null;
  /** Asks for the GPU, once. */
  open(): Promise<void>;
  /** Says that the GPU could not draw, with the reason as part of a sentence: it is not asked again. */
  fail(reason: string): void;
  /** Finds out who draws sooner, once, unless it is known without. */
  try(picture: LinePicture, pixelRatio: number): Promise<void>;
  /** Calls back when any of this is another. Gives back how to stop. */
  listen(listener: () => void): () => void;
}

/** Milliseconds after which a lost GPU is asked for again, and how often: a driver that fails again and again is let be. */
const patience = 4000;
const attempts = 3;

export function createGraphics({ openGpu, cpu, now, rest, wait }: GraphicsParams): Graphics {
  const listeners = new Set<() => void>();
  let session: GpuSession | null = null;
  let state: GpuState = { kind: 'unknown' };
  let trial: Trial | null = null;
  let opening: Promise<void> | null = null;
  let trying: Promise<void> | null = null;
  let left = attempts;

  function become(next: GpuState, opened: GpuSession | null): void {
    state = next;
    session = opened;
    for (const listener of listeners) listener();
  }

  async function request(): Promise<void> {
    left -= 1;
    try {
      const opened = await openGpu();
      become({ kind: 'there', name: opened.name }, opened);
      void opened.lost.then(recover);
    } catch (error) {
      become({ kind: 'missing', reason: sentenceOf(error) }, null);
    }
  }

  /** The view is drawn by the processor at once; the GPU is asked for again when whatever took it may be over. */
  async function recover(): Promise<void> {
    become({ kind: 'missing', reason: 'its context was lost' }, null);
    if (left === 0) return;
    await wait(patience);
    await request();
  }

  /** A context that is lost has said so itself, and may come back. */
  function fail(reason: string): void {
    if (session !== null) become({ kind: 'missing', reason }, null);
  }

  async function compare(picture: LinePicture, pixelRatio: number): Promise<void> {
    await rest();
    await open();
    if (session === null || isSoftware(session.name)) return;
    try {
      trial = await runTrial({ gpu: session.renderer, cpu, picture, pixelRatio, now, rest });
    } catch (error) {
      fail(sentenceOf(error));
      return;
    }
    for (const listener of listeners) listener();
  }

  function attempt(picture: LinePicture, pixelRatio: number): Promise<void> {
    if (trial !== null || state.kind === 'missing') return Promise.resolve();
    return (trying ??= compare(picture, pixelRatio).finally(() => (trying = null)));
  }

  const open = () => (opening ??= request());

  return {
    cpu,
    get gpu() {
      return session?.renderer ?? null;
    },
    get state() {
      return state;
    },
    get trial() {
      return trial;
    },
    open,
    fail,
    try: attempt,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is wrong, as part of a sentence. */
export function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^Error: /, '').replace(/\.$/, '');
}
