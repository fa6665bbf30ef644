import { describe, expect, it } from 'vitest';
import { nodesOf, parameterRows, shown } from '../../../src/page/activations/microscope/microscope.ts';
import {
  activations,
  createCustomActivation,
  makeSmallNetwork,
  traceNetwork,
} from '../../../trainer/index.ts';

const network = {
  x: [1, 1],
  w1: [
    [0.5, 0.2],
    [-0.4, -0.6],
    [-0.7, 0.1],
  ],
  b1: [0, 0.1, 0.2],
  w2: [0.1558, 0.5, -0.2],
  b2: 0.25,
};

describe('The table of the microscope', () => {
  it('prints the gradient of the notebook’s cell: rows of zeros where ReLU is closed', () => {
    const rows = parameterRows(network, traceNetwork(network, activations.relu));
    const weights = rows.filter(({ name }) => name.startsWith('w1'));
    expect(weights.map(({ name, gradient }) => `${name} ${shown(gradient)}`)).toEqual([
      'w1[1,1] 0.1558',
      'w1[1,2] 0.1558',
      'w1[2,1] 0.0000',
      'w1[2,2] 0.0000',
      'w1[3,1] 0.0000',
      'w1[3,2] 0.0000',
    ]);
    expect(rows).toHaveLength(6 + 3 + 3 + 1);
    expect(rows.every(({ agrees }) => agrees)).toBe(true);
  });

  it('says where a hand-written derivative is wrong', () => {
    const mine = createCustomActivation({ name: 'mine', formula: 'max(0, x)', derivative: 'x > 0 ? 2 : 0' });
    const rows = parameterRows(network, traceNetwork(network, mine));
    expect(rows.filter(({ agrees }) => !agrees).map(({ name }) => name)).toEqual([
      'w1[1,1]',
      'w1[1,2]',
      'b1[1]',
    ]);
  });
});

describe('The drawing of the microscope', () => {
  it('has a box for each node and a connection with a gradient for each weight, within its frame', () => {
    const drawn = makeSmallNetwork(3);
    const trace = traceNetwork(drawn, activations.tanh);
    const { boxes, edges } = nodesOf(drawn, trace, 640, 270);
    expect(boxes).toHaveLength(2 + 3 + 1);
    expect(edges.map(({ gradient }) => gradient).sort()).toEqual(
      [...trace.gradients.w1.flat(), ...trace.gradients.w2].sort(),
    );
    for (const { x, y } of boxes) {
      expect(x).toBeGreaterThan(60);
      expect(x).toBeLessThan(640 - 60);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(270);
    }
  });
});
