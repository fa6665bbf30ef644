import type { Lack } from '../drawing/raster-service.ts';
import { isSoftware } from '../gpu/context.ts';

/** What draws the lines: WebGL on the GPU, or WebAssembly in workers. */
export type RendererKind = 'gpu' | 'cpu';
/** The requested renderer; `auto` is the one that was faster in a trial. */
export type RendererOption = 'auto' | RendererKind;
export const rendererOptions: readonly RendererOption[] = ['auto', 'gpu', 'cpu'];

/** The renderer in use, and the reason as a sentence. */
export interface DrawnBy {
  readonly kind: RendererKind;
  readonly reason: string;
  /** Whether the page's policy keeps lines from being drawn in workers, or by WebAssembly, as `reason` says. */
  readonly isRestricted?: boolean;
}

/** State of the GPU. */
export type GpuState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'available'; readonly name: string }
  /** `reason` is part of a sentence. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Milliseconds that each renderer took for the same lines. */
export interface Trial {
  readonly gpu: number;
  readonly cpu: number;
  readonly rows: number;
}

/** Chooses the renderer for `option`. `lacks` is what the CPU's renderer has to do without. */
export function chooseRenderer(
  option: RendererOption,
  gpu: GpuState,
  trial: Trial | null,
  lacks: readonly Lack[] = [],
): DrawnBy {
  const chosen = chooseUnrestricted(option, gpu, trial);
  if (chosen.kind === 'gpu' || lacks.length === 0) return chosen;
  return { kind: 'cpu', reason: restrictionOf(lacks), isRestricted: true };
}

function restrictionOf(lacks: readonly Lack[]): string {
  if (!lacks.includes('workers')) {
    return 'This page does not allow WebAssembly: JavaScript draws the lines, which takes longer.';
  }
  if (!lacks.includes('WebAssembly')) return 'This page does not allow workers: it draws the lines itself.';
  return 'This page allows neither workers nor WebAssembly: it draws the lines itself, which takes longer.';
}

function chooseUnrestricted(option: RendererOption, gpu: GpuState, trial: Trial | null): DrawnBy {
  if (option === 'cpu') return { kind: 'cpu', reason: 'The CPU was requested.' };
  if (gpu.kind === 'unavailable') return { kind: 'cpu', reason: `The GPU cannot be used: ${gpu.reason}.` };
  if (option === 'gpu') {
    if (gpu.kind === 'unknown') return { kind: 'cpu', reason: 'The GPU was requested and is being opened.' };
    return { kind: 'gpu', reason: `The GPU was requested${gpu.name === '' ? '' : ` (${gpu.name})`}.` };
  }
  if (gpu.kind === 'available' && isSoftware(gpu.name)) {
    return { kind: 'cpu', reason: `WebGL is rendered in software here (${gpu.name}).` };
  }
  if (gpu.kind === 'unknown' || trial === null) {
    return {
      kind: 'cpu',
      reason: 'The GPU was not tried: there are too few lines for it to matter.',
    };
  }
  const times = `For ${trial.rows.toLocaleString('en')} lines the GPU took ${formatTime(trial.gpu)}, the CPU ${formatTime(trial.cpu)}.`;
  return { kind: trial.gpu < trial.cpu ? 'gpu' : 'cpu', reason: times };
}

const formatTime = (time: number) => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
