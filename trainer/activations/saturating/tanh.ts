import { tanh as tfTanh } from '@tensorflow/tfjs-core';
import { tanhGradient } from '../../kernels/index.ts';
import { elementwise } from '../elementwise.ts';
import type { Activation } from '../types.ts';

export const tanh: Activation = {
  name: 'tanh',
  label: 'Tanh',
  formula: 'tanh(x)',
  derivativeFormula: '1 / cosh(x)^2',
  range: [-1, 1],
  zeroCentred: true,
  maxSlope: 1,
  initialisation: { family: 'glorot', gain: 5 / 3 },
  use: 'In shallow and recurrent networks: centred on 0, but its gradient fades where units saturate.',
  forward: Math.tanh,
  // 1 - tanh(x)^2, without its cancellation for large x.
  derivative: (x) => 1 / Math.cosh(x) ** 2,
  apply: elementwise(tfTanh, 'output', tanhGradient),
  mlp: { kind: 'tanh' },
};
