import { memory, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  affineOfData,
  affineOfDataGradient,
  disposeOfRows,
  lookup,
  multipliesBytes,
  uploadByteRows,
} from '../../../trainer/kernels/index.ts';
import {
  differences,
  instructionSets,
  loadBackends,
  numbers,
  useInstructions,
  valuesOn,
} from './on-backends.ts';

interface Case {
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
  /** Approximate number of nonzero bytes among 256. */
  readonly filled: number;
}

/** Around the sizes of vectors, lists, panels and blocks, and empty. */
const around = (...edges: number[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 21 }) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  );

const cases: fc.Arbitrary<Case> = fc.record({
  rows: around(127, 128, 129, 260),
  inputs: around(63, 64, 80, 255, 256, 257, 600),
  units: around(31, 32, 33, 64, 100),
  filled: fc.constantFrom(0, 3, 50, 256),
});

const table = Float32Array.from({ length: 256 }, (_, byte) => byte / 78 - 0.42);

function bytesOf({ rows, inputs, filled }: Case): Uint8Array {
  return Uint8Array.from({ length: rows * inputs }, (_, i) => {
    const drawn = ((i + 1) * 2654435761) >>> 8;
    return drawn % 256 < filled ? (drawn >>> 8) % 256 : 0;
  });
}

/** The layer and its gradient, from bytes if the backend supports them, else from their numbers. */
function layer(given: Case): Tensor[] {
  const { rows, inputs, units } = given;
  const bytes = bytesOf(given);
  const data = multipliesBytes()
    ? uploadByteRows((target) => target.set(bytes), table, [rows, inputs])
    : lookup(bytes, table, [rows, inputs]);
  const kernel = numbers([inputs, units], 1) as Tensor2D;
  const incoming = numbers([rows, units], 3) as Tensor2D;
  return [
    affineOfData(data, kernel, numbers([units], 2) as Tensor1D),
    ...affineOfDataGradient(incoming, data),
  ];
}

beforeAll(loadBackends);

describe.each(instructionSets)('with %s', (instructions) => {
  beforeAll(() => useInstructions(instructions));

  it('equals the layer of the numbers on the cpu, however many bytes are 0', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const expected = await valuesOn('cpu', () => layer(given));
        const actual = await valuesOn('wasm', () => layer(given));
        // A sum of hundreds of numbers, in a different order.
        expect(actual.flatMap((each, i) => differences(each, expected[i]!, 2e-4))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('computes each row independently of the others', async () => {
    const whole = { rows: 140, inputs: 300, units: 40, filled: 60 };
    const [all] = await valuesOn('wasm', () => layer(whole));
    const [some] = await valuesOn('wasm', () => layer({ ...whole, rows: 7 }));
    expect(some!.values).toEqual(all!.values.slice(0, 7 * 40));
  });

  it('leaks no tensors', async () => {
    await useInstructions(instructions);
    const before = memory().numTensors;
    const rows = uploadByteRows((bytes) => bytes.fill(0), table, [2, 3]);
    const results = affineOfDataGradient(numbers([2, 4], 1) as Tensor2D, rows);
    disposeOfRows(rows);
    for (const each of results) each.dispose();
    // `numbers` created the incoming gradient.
    expect(memory().numTensors).toBe(before + 1);
  });
});
