import { describe, expect, it } from 'vitest';
import { activations } from '../../../trainer/index.ts';
import { typeset } from '../../../src/page/activations/typeset.ts';

/** A formula as text, what is raised in angle brackets. */
const set = (formula: string) =>
  typeset(formula)
    .map(({ text, raised }) => (raised ? `<${text}>` : text))
    .join('');

describe('A formula in print', () => {
  it.each([
    ['max(0, x)', 'max(0, x)'],
    ['x * sigmoid(1.702 * x)', 'x · sigmoid(1.702 · x)'],
    ['1 / (1 + exp(-x))', '1 / (1 + e<−x>)'],
    ['x^3 + (x - 1)^2', 'x<3> + (x − 1)<2>'],
    ['x^(2 * (x + 1)) - 1', 'x<2 · (x + 1)> − 1'],
    ['1 where x >= -3, else 0', '1 where x ≥ −3, else 0'],
    ['sqrt(2 / pi)', '√(2 / π)'],
    ['x / sqrt(2)', 'x / √2'],
    ['', ''],
    ['x ^', 'x ^'],
    ['x^(1', 'x^(1'],
  ])('%s', (formula, printed) => expect(set(formula)).toBe(printed));

  it('leaves no sign of the keyboard in any of the trainer’s', () => {
    for (const { formula, derivativeFormula } of Object.values(activations)) {
      expect(set(`${formula} ${derivativeFormula}`)).not.toMatch(/\^|\*|sqrt|exp\(|>=|<=/);
    }
  });
});
