import { describe, expect, it } from 'vitest';
import { torchActivation } from '../../trainer/index.ts';

describe('torchActivation', () => {
  it.each([
    ['max(0, x)', 'torch.clamp(x, min=0.0)'],
    ['min(x, 1 / 4)', 'torch.clamp(x, max=0.25)'],
    ['max(x, x * x)', 'torch.maximum(x, x * x)'],
    ['x > 0 ? x : 0.1 * x', 'torch.where(x > 0.0, x, 0.1 * x)'],
    ['x > -1 and not x >= 1 ? x : -2', 'torch.where((x > (-1.0)) & (~(x >= 1.0)), x, -2.0)'],
    ['x > 0 and 2 > 1 ? x : 0', 'torch.where((x > 0.0) & True, x, 0.0)'],
    ['softplus(x) - x ^ 2', 'nn.functional.softplus(x) - (x ** 2.0)'],
    ['-erf(x / 3)', '-torch.erf(x / 3.0)'],
    ['2 > 1 ? tanh(x) : x', 'torch.tanh(x)'],
  ])('prints %s', (formula, result) => {
    expect(torchActivation({ name: 'mine', formula }).forward).toEqual({ statements: [], result });
  });

  it('computes what a derivative uses twice only once', () => {
    expect(torchActivation({ name: 'mine', formula: 'sin(x ^ 3) * x' }).backward.statements).toEqual([
      't1 = x ** 3.0',
    ]);
  });

  it('gives a constant derivative the shape of x', () => {
    expect(torchActivation({ name: 'mine', formula: '2 * x' }).backward.result).toBe(
      'torch.full_like(x, 2.0)',
    );
  });

  it('prints a hand-written derivative as it is, correct or not', () => {
    const own = { name: 'mine', formula: 'x * x', derivative: '3 * x' };
    expect(torchActivation(own).backward.result).toBe('3.0 * x');
  });
});
