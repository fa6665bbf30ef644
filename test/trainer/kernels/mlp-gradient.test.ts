import { memory, setBackend, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type Dataset, type TrainConfig } from '../../../trainer/index.ts';
import { mlpGradient } from '../../../trainer/kernels/index.ts';
import { createRandom } from '../../../trainer/random.ts';
import { createBatchMaker, disposeOfBatch } from '../../../trainer/training/batches.ts';
import { gradientsByTape, lossGradients } from '../../../trainer/training/gradients.ts';
import { createObjective } from '../../../trainer/training/objective.ts';
import { startNetwork } from '../../../trainer/training/start-network.ts';
import { differences, instructionSets, loadBackends, useInstructions } from './on-backends.ts';

type Known = 'relu' | 'leaky_relu' | 'tanh' | 'sigmoid';

interface Case {
  readonly rows: number;
  readonly dimensions: number;
  readonly layers: readonly (readonly [units: number, activation: Known])[];
  readonly features: 'numbers' | 'bytes' | 'mostly zero' | 'zeros';
}

const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.integer({ min: 1, max: 20 }),
  dimensions: fc.integer({ min: 1, max: 90 }),
  layers: fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom<Known[]>('relu', 'leaky_relu', 'tanh', 'sigmoid'),
    ),
    { maxLength: 3 },
  ),
  features: fc.constantFrom('numbers', 'bytes', 'mostly zero'),
});

function dataOf({ rows, dimensions, features }: Case): Dataset {
  const drawn = Array.from({ length: rows * dimensions }, (_, i) => ((i + 1) * 2654435761) >>> 24);
  const kept = features === 'zeros' ? 0 : 40;
  const values =
    features === 'numbers'
      ? Float32Array.from(drawn, (byte) => byte / 50 - 2.5)
      : Uint8Array.from(drawn, (byte) => (features === 'bytes' || byte < kept ? byte : 0));
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 3);
  return { name: 'drawn', features: values, labels, count: rows, dimensions, classes: 3 };
}

/** Loss and gradients of every variable in order, in a single launch if supported, and by the tape. */
async function bothWays(backend: 'cpu' | 'wasm', given: Case, changed: Partial<TrainConfig> = {}) {
  await setBackend(backend);
  const data = dataOf(given);
  const config: TrainConfig = {
    ...defaultConfig,
    hidden: given.layers.map(([units]) => units),
    activation: given.layers.map(([, activation]) => activation),
    ...changed,
  };
  const objective = createObjective(data);
  const network = startNetwork(config, data.dimensions, 3);
  const scaling = {
    mean: Float64Array.of(given.features === 'zeros' ? 0 : 20),
    deviation: Float64Array.of(60),
  };
  const rows = Uint32Array.from({ length: data.count }, (_, row) => row);
  const batch = createBatchMaker(data, scaling, objective).makeBatch(rows);
  const read = (work: typeof lossGradients) =>
    tidy(() => {
      const pass = { dropout: config.dropout, random: createRandom(1, 'dropout') };
      const { value, grads } = work(network, objective, batch, pass);
      const all = [value, ...network.variables.map(({ name }) => grads[name]!)];
      return all.map((each) => ({ shape: each.shape, values: Float32Array.from(each.dataSync()) }));
    });
  try {
    return { atOnce: read(lossGradients), byTape: read(gradientsByTape) };
  } finally {
    disposeOfBatch(batch);
    network.dispose();
  }
}

beforeAll(loadBackends);

describe.each(instructionSets)('the gradient of a whole network with %s', (instructions) => {
  beforeAll(() => useInstructions(instructions));

  it('equals that of the tape bit for bit, and that of the cpu', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { atOnce, byTape } = await bothWays('wasm', given);
        expect(atOnce).toEqual(byTape);
        const expected = (await bothWays('cpu', given)).byTape;
        expect(atOnce.flatMap((each, i) => differences(each, expected[i]!, 1e-4))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it.each<Known>(['relu', 'leaky_relu', 'tanh', 'sigmoid'])(
    'is the tape’s at exactly 0: %s',
    async (known) => {
      const given: Case = {
        rows: 5,
        dimensions: 7,
        layers: [
          [6, known],
          [4, known],
        ],
        features: 'zeros',
      };
      // Its biases are 0, and so are all pre-activations.
      const { atOnce, byTape } = await bothWays('wasm', given, { initialisation: 'he_uniform' });
      expect(atOnce).toEqual(byTape);
    },
  );

  it('leaks no tensors', async () => {
    const given: Case = { rows: 9, dimensions: 70, layers: [[8, 'tanh']], features: 'mostly zero' };
    await bothWays('wasm', given);
    const before = memory().numTensors;
    await bothWays('wasm', given);
    expect(memory().numTensors).toBe(before);
  });
});

it.each<[string, Partial<TrainConfig>]>([
  ['batch normalisation', { batchNorm: true }],
  ['dropout', { dropout: 0.5 }],
  ['an activation that it does not know', { activation: 'gelu' }],
  ['an activation that learns its slope', { activation: 'prelu' }],
])('a network with %s goes by the tape', async (_, changed) => {
  await useInstructions('SIMD');
  const given: Case = { rows: 9, dimensions: 7, layers: [[8, 'relu']], features: 'numbers' };
  const { atOnce, byTape } = await bothWays('wasm', given, changed);
  expect(atOnce).toEqual(byTape);
  expect(atOnce.length).toBeGreaterThanOrEqual(5);
});

it.each(['cpu', 'wasm'] as const)('exists on wasm only: %s', async (backend) => {
  await setBackend(backend);
  tidy(() => {
    const network = startNetwork({ ...defaultConfig, hidden: [] }, 2, 3);
    const data = dataOf({ rows: 2, dimensions: 2, layers: [], features: 'numbers' });
    const scaling = { mean: Float64Array.of(0), deviation: Float64Array.of(1) };
    const { inputs, targets } = createBatchMaker(data, scaling, createObjective(data)).makeBatch(
      Uint32Array.of(0, 1),
    );
    expect(mlpGradient(inputs, targets, network.plain!.layers, []) === null).toBe(backend === 'cpu');
    network.dispose();
  });
});
