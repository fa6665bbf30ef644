import { elementwise } from './elementwise.ts';
import type { Activation } from './types.ts';

export const linear: Activation = {
  name: 'linear',
  label: 'Linear',
  formula: 'x',
  derivativeFormula: '1',
  range: [-Infinity, Infinity],
  zeroCentred: true,
  maxSlope: 1,
  initialisation: { family: 'glorot', gain: 1 },
  use: 'To see a network without a nonlinearity: at any depth it can represent no more than one layer.',
  forward: (x) => x,
  derivative: () => 1,
  apply: elementwise(
    (x) => x.clone(),
    'nothing',
    (incoming) => incoming.clone(),
  ),
};
