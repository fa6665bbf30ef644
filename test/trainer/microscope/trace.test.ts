import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activations,
  createCustomActivation,
  makeSmallNetwork,
  traceNetwork,
  type ActivationName,
  type Parameters,
  type SmallNetwork,
  type Trace,
} from '../../../trainer/index.ts';

type Case = Pick<Trace, 'z' | 'a' | 'output' | 'incoming' | 'outgoing' | 'gradients'> & {
  readonly activation: ActivationName;
  readonly network: SmallNetwork;
};

/** What PyTorch computed: see the script beside the file. */
const cases = JSON.parse(
  readFileSync(new URL('../../../fixtures/pytorch/microscope.json', import.meta.url), 'utf8'),
) as Case[];

const flat = ({ w1, b1, w2, b2 }: Parameters) => [...w1.flat(), ...b1, ...w2, b2];

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of actual.entries()) {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(expected[i]!)),
    );
  }
}

describe('The passes through a small network', () => {
  it.each(cases)('are those of PyTorch with $activation and $network.x', (expected) => {
    const trace = traceNetwork(expected.network, activations[expected.activation]);
    // GELU's error function is an approximation.
    const tolerance = expected.activation === 'gelu' ? 1e-6 : 1e-12;
    for (const key of ['z', 'a', 'incoming', 'outgoing'] as const) {
      expectClose(trace[key], expected[key], tolerance);
    }
    expectClose([trace.output], [expected.output], tolerance);
    expectClose(flat(trace.gradients), flat(expected.gradients), tolerance);
  });

  it('have the gradients of finite differences', () => {
    const smooth = fc.constantFrom<ActivationName>('tanh', 'sigmoid', 'silu', 'softplus', 'linear', 'mish');
    fc.assert(
      fc.property(fc.nat(), smooth, fc.integer({ min: 1, max: 5 }), (seed, name, units) => {
        const { gradients, differences } = traceNetwork(makeSmallNetwork(seed, 3, units), activations[name]);
        expectClose(flat(differences), flat(gradients), 1e-8);
      }),
    );
  });

  it('give the weights of a closed ReLU rows of zeros, and an example of ones equal gradients', () => {
    const network = {
      x: [1, 1],
      w1: [
        [0.5, 0.2],
        [-0.4, -0.6],
        [-0.7, 0.1],
      ],
      b1: [0, 0.1, 0.2],
      w2: [0.3, 0.5, -0.2],
      b2: 0,
    };
    const { gradients, slopes } = traceNetwork(network, activations.relu);
    expect(slopes).toEqual([1, 0, 0]);
    expect(gradients.w1).toEqual([
      [0.3, 0.3],
      [0, 0],
      [-0, -0],
    ]);
  });

  it('use a hand-written derivative, which finite differences prove wrong', () => {
    const mine = createCustomActivation({ name: 'mine', formula: 'x^2', derivative: '3 * x' });
    const { gradients, differences } = traceNetwork(makeSmallNetwork(1), mine);
    for (const [i, value] of gradients.b1.entries()) expect(value).toBeCloseTo(1.5 * differences.b1[i]!, 8);
    expectClose(differences.w2, gradients.w2, 1e-8);
  });
});

describe('A small network', () => {
  it('has PyTorch’s initial weights, and an example of ones', () => {
    const { x, w1, b1, w2, b2 } = makeSmallNetwork(7, 4, 9);
    expect(x).toEqual([1, 1, 1, 1]);
    expect([w1.length, w1[0]!.length, b1.length, w2.length]).toEqual([9, 4, 9, 9]);
    for (const value of [...w1.flat(), ...b1]) expect(Math.abs(value)).toBeLessThanOrEqual(1 / 2);
    for (const value of [...w2, b2]) expect(Math.abs(value)).toBeLessThanOrEqual(1 / 3);
    expect(makeSmallNetwork(7, 4, 9)).toEqual(makeSmallNetwork(7, 4, 9));
    expect(makeSmallNetwork(8, 4, 9)).not.toEqual(makeSmallNetwork(7, 4, 9));
  });
});
