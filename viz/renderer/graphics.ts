import type { LineScene } from '../core/raster/lines.ts';
import type { GpuSession } from '../gpu/session.ts';
import { isSoftware } from '../gpu/context.ts';
import type { GpuState, Trial } from './choice.ts';
import type { Lack } from '../drawing/raster-service.ts';
import type { LineRenderer } from '../drawing/renderer.ts';

export interface GraphicsParams {
  readonly openGpu: () => Promise<GpuSession>;
  readonly cpu: LineRenderer;
  readonly now: () => number;
  /** Resolves when the page is idle. */
  readonly idle: () => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** State of the GPU and the trial's result, shared by all plots of a page. */
export interface Graphics {
  readonly cpu: LineRenderer;
  /** The GPU's renderer while it is available. */
  readonly gpu: LineRenderer | null;
  readonly state: GpuState;
  readonly trial: Trial | null;
  /** What the CPU's renderer has to do without on this page. */
  readonly lacks: readonly Lack[];
  /** Opens the GPU on the first call. */
  open(): Promise<void>;
  /** Reports that the GPU could not draw; `reason` is part of a sentence. It is not used again. */
  fail(reason: string): void;
  /** Reports what the CPU's renderer has to do without. */
  restrict(lacks: readonly Lack[]): void;
  /** Compares both renderers once, unless the outcome is known. */
  try(scene: LineScene, pixelRatio: number): Promise<void>;
  /** Calls `listener` on changes. Returns a cleanup function. */
  listen(listener: () => void): () => void;
}

/** Milliseconds after which a lost GPU is opened again, and how often it is opened in all. */
const retryDelay = 4000;
const maxAttempts = 3;

export function createGraphics({ openGpu, cpu, now, idle, wait }: GraphicsParams): Graphics {
  const listeners = new Set<() => void>();
  let session: GpuSession | null = null;
  let state: GpuState = { kind: 'unknown' };
  let trial: Trial | null = null;
  let lacks: readonly Lack[] = [];
  let opening: Promise<void> | null = null;
  let trying: Promise<void> | null = null;
  let attemptsLeft = maxAttempts;

  function update(next: GpuState, opened: GpuSession | null): void {
    state = next;
    session = opened;
    for (const listener of listeners) listener();
  }

  async function request(): Promise<void> {
    attemptsLeft -= 1;
    try {
      const opened = await openGpu();
      update({ kind: 'available', name: opened.name }, opened);
      void opened.lost.then(recover);
    } catch (error) {
      update({ kind: 'unavailable', reason: sentenceOf(error) }, null);
    }
  }

  /** The CPU takes over; the GPU is opened again after a delay. */
  async function recover(): Promise<void> {
    update({ kind: 'unavailable', reason: 'its context was lost' }, null);
    if (attemptsLeft === 0) return;
    await wait(retryDelay);
    await request();
  }

  /** A lost context has been reported by `lost` and may come back. */
  function fail(reason: string): void {
    if (session !== null) update({ kind: 'unavailable', reason }, null);
  }

  function restrict(found: readonly Lack[]): void {
    if (found.every((lack) => lacks.includes(lack))) return;
    lacks = [...new Set([...lacks, ...found])];
    for (const listener of listeners) listener();
  }

  async function compare(scene: LineScene, pixelRatio: number): Promise<void> {
    await idle();
    await open();
    if (session === null || isSoftware(session.name)) return;
    try {
      const { runTrial } = await import('./trial.ts');
      trial = await runTrial({ gpu: session.renderer, cpu, scene, pixelRatio, now, idle });
    } catch (error) {
      fail(sentenceOf(error));
      return;
    }
    for (const listener of listeners) listener();
  }

  function attempt(scene: LineScene, pixelRatio: number): Promise<void> {
    if (trial !== null || state.kind === 'unavailable') return Promise.resolve();
    return (trying ??= compare(scene, pixelRatio).finally(() => (trying = null)));
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
    get lacks() {
      return lacks;
    },
    open,
    fail,
    restrict,
    try: attempt,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The message of an error as part of a sentence. */
export function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^Error: /, '').replace(/\.$/, '');
}
