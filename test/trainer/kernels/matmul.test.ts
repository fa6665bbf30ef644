import { broadcastTo, matMul, memory, setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useKernels } from '../../../trainer/kernels/index.ts';
import { instructionSets, loadBackends, useInstructions } from './on-backends.ts';

interface Product {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Around the sizes of tiles and blocks, and the empty matrix. */
const extent = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 21 }) },
  { weight: 1, arbitrary: fc.constantFrom(127, 129, 257, 300) },
);

/** Batch dimensions of both factors that broadcast to one shape. */
const batches = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom('both', 'a', 'b')), { maxLength: 2 })
  .map((extents) => ({
    a: extents.map(([size, who]) => (who === 'b' ? 1 : size)),
    b: extents.map(([size, who]) => (who === 'a' ? 1 : size)),
  }));

const product = fc
  .tuple(batches, extent, extent, extent, fc.boolean(), fc.boolean())
  .map(([batch, rows, columns, depth, transposeA, transposeB]): Product => ({
    a: [...batch.a, ...(transposeA ? [depth, rows] : [rows, depth])],
    b: [...batch.b, ...(transposeB ? [columns, depth] : [depth, columns])],
    transposeA,
    transposeB,
  }));

/** Distinct integers of both signs, whose products are exact in every summation order. */
const filled = (shape: readonly number[], seed: number): Tensor => {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return tensor(
    Array.from({ length: size }, (_, i) => ((((i + seed) * 2654435761) >>> 8) % 17) - 8),
    [...shape],
    'float32',
  );
};

async function multiply({ a, b, transposeA, transposeB }: Product) {
  await setBackend('wasm');
  return tidy(() => {
    const out = matMul(filled(a, 1), filled(b, 2), transposeA, transposeB);
    return { shape: out.shape, values: out.dataSync() };
  });
}

/** On the cpu. It picks the wrong matrices if both factors' batches are broadcast, so they are broadcast first. */
async function expectedProduct({ a, b, transposeA, transposeB }: Product) {
  await setBackend('cpu');
  return tidy(() => {
    const batch = a.slice(0, -2).map((extent, i) => Math.max(extent, b[i]!));
    const [left, right] = [
      broadcastTo(filled(a, 1), [...batch, ...a.slice(-2)]),
      broadcastTo(filled(b, 2), [...batch, ...b.slice(-2)]),
    ];
    const out = matMul(left, right, transposeA, transposeB);
    return { shape: out.shape, values: out.dataSync() };
  });
}

beforeAll(loadBackends);

describe.each(instructionSets)('matMul with %s', (instructions) => {
  beforeAll(() => useInstructions(instructions));

  it("equals TensorFlow.js's product on the cpu, for all shapes, transposed or broadcast", async () => {
    await fc.assert(
      fc.asyncProperty(product, async (factors) => {
        const expected = await expectedProduct(factors);
        const actual = await multiply(factors);
        expect(actual.shape).toEqual(expected.shape);
        expect(actual.values).toEqual(expected.values);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('propagates NaN and infinities to their own rows only', async () => {
    await setBackend('wasm');
    const out = tidy(() => {
      const a = tensor([1, NaN, 2, 3, Infinity, 1], [3, 2]);
      return [...matMul(a, tensor([1, 2, 3, 4, 5, 6], [2, 3])).dataSync()];
    });
    expect(out).toEqual([NaN, NaN, NaN, 14, 19, 24, Infinity, Infinity, Infinity]);
  });

  it('leaks no tensors', async () => {
    await setBackend('wasm');
    const [a, b] = [filled([5, 3], 1), filled([4, 3], 2)];
    const before = memory().numTensors;
    const out = matMul(a, b, false, true);
    expect(memory().numTensors).toBe(before + 1);
    for (const each of [a, b, out]) each.dispose();
  });
});

it('reports incompatible shapes', async () => {
  await setBackend('wasm');
  await useKernels();
  tidy(() => {
    expect(() => matMul(filled([2, 3], 1), filled([4, 2], 2))).toThrow('inner');
  });
});

it("restores TensorFlow.js's kernels, and replaces them again", async () => {
  await setBackend('wasm');
  const factors: Product = { a: [3, 4], b: [4, 5], transposeA: false, transposeB: false };
  const own = await multiply(factors);
  expect(await useKernels('stock')).toMatchObject({ instructions: null });
  expect((await multiply(factors)).values[0]).toBeCloseTo(own.values[0]!, 5);
  expect(await useKernels()).not.toMatchObject({ instructions: null });
  expect((await multiply(factors)).values).toEqual(own.values);
});
