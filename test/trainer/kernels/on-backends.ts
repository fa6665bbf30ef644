import v8 from 'node:v8';
import { setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { useBackend } from '../../../trainer/index.ts';
import { useKernels } from '../../../trainer/kernels/index.ts';

export const instructionSets = ['SIMD', 'relaxed SIMD'] as const;

/** Loads both backends, with relaxed SIMD enabled. */
export async function loadBackends(): Promise<void> {
  // Node 20 has relaxed SIMD behind a flag; later versions have it without.
  if (process.versions.node.startsWith('20.')) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  await useBackend('cpu');
  await useBackend('wasm');
}

/** Makes the wasm backend the current one, with the kernels for these instructions. */
export async function useInstructions(instructions: (typeof instructionSets)[number]): Promise<void> {
  await setBackend('wasm');
  const state = await useKernels(instructions);
  if (state.instructions !== instructions) throw new Error(JSON.stringify(state));
}

export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Runs `work` on a backend, then frees its tensors. */
export async function valuesOn(backend: 'cpu' | 'wasm', work: () => Tensor[]): Promise<Values[]> {
  await setBackend(backend);
  return tidy(() =>
    work().map((each) => ({ shape: each.shape, values: Float32Array.from(each.dataSync()) })),
  );
}

/** Distinct numbers of both signs, up to 4 in magnitude. */
export function numbers(shape: readonly number[], seed: number): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const values = Array.from(
    { length: size },
    (_, i) => ((((i + 1) * 2654435761 + seed * 40503) >>> 8) % 8001) / 1000 - 4,
  );
  return tensor(values, [...shape], 'float32');
}

/** The numbers that differ from the expected ones by more than `tolerance · max(1, |expected|)`. */
export function differences(actual: Values, expected: Values, tolerance: number): string[] {
  const shapes = [actual, expected].map(({ shape }) => shape.join(' × '));
  if (shapes[0] !== shapes[1]) return [`shape ${shapes[0]!}, expected ${shapes[1]!}`];
  return [...expected.values].flatMap((wanted, i) => {
    const got = actual.values[i]!;
    const isClose =
      Object.is(got, wanted) || Math.abs(got - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
    return isClose ? [] : [`[${String(i)}] ${String(got)}, expected ${String(wanted)}`];
  });
}
