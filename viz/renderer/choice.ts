import { isSoftware } from '../gpu/context.ts';

/** Who draws the lines: WebGL on the graphics processor, or WebAssembly in workers. */
export type RendererKind = 'gpu' | 'cpu';
/** Who is to: `auto` is whoever has drawn a part of the picture sooner. */
export type RendererOption = 'auto' | RendererKind;
export const rendererOptions: readonly RendererOption[] = ['auto', 'gpu', 'cpu'];

/** Who draws the lines, and why, as a sentence. */
export interface DrawnBy {
  readonly kind: RendererKind;
  readonly reason: string;
}

/** What is known of the GPU. */
export type GpuState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'there'; readonly name: string }
  /** Why it cannot be had, as part of a sentence. */
  | { readonly kind: 'missing'; readonly reason: string };

/** What both took for the same lines, in milliseconds. */
export interface Trial {
  readonly gpu: number;
  readonly cpu: number;
  readonly rows: number;
}

/** Who draws for whoever wants `option`. */
export function chooseRenderer(option: RendererOption, gpu: GpuState, trial: Trial | null): DrawnBy {
  if (option === 'cpu') return { kind: 'cpu', reason: 'The processor was asked for.' };
  if (gpu.kind === 'missing') return { kind: 'cpu', reason: `The GPU cannot be used: ${gpu.reason}.` };
  if (option === 'gpu') {
    if (gpu.kind === 'unknown') return { kind: 'cpu', reason: 'The GPU was asked for and is being opened.' };
    return { kind: 'gpu', reason: `The GPU was asked for${gpu.name === '' ? '' : ` (${gpu.name})`}.` };
  }
  if (gpu.kind === 'there' && isSoftware(gpu.name)) {
    return { kind: 'cpu', reason: `WebGL draws without a GPU here (${gpu.name}).` };
  }
  if (gpu.kind === 'unknown' || trial === null) {
    return {
      kind: 'cpu',
      reason: 'There has been no trial of the GPU: the lines are too few for it to matter.',
    };
  }
  const times = `For ${trial.rows.toLocaleString('en')} lines the GPU took ${inWords(trial.gpu)}, the processor ${inWords(trial.cpu)}.`;
  return { kind: trial.gpu < trial.cpu ? 'gpu' : 'cpu', reason: times };
}

const inWords = (time: number) => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
