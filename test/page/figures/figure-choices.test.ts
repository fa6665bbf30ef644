import { describe, expect, it } from 'vitest';
import { initialChoices, paperOf, type FigureChoices } from '../../../src/page/figures/figure-choices.ts';
import { parseWidth } from '../../../viz/figures/index.ts';

const choices = (changes: Partial<FigureChoices>): FigureChoices => ({
  ...initialChoices('Figure'),
  ...changes,
});

describe('paperOf', () => {
  it.each([
    [{ size: 'page' }, null],
    [{ size: 'column' }, { width: 3.5, fontFamily: 'sans-serif', fontSize: 8 }],
    [
      { size: 'two-column', fontSize: 9 },
      { width: 7.16, fontFamily: 'sans-serif', fontSize: 9 },
    ],
    [
      { size: 'custom', width: '127mm', font: 'Georgia' },
      { width: 5, fontFamily: 'Georgia', fontSize: 8 },
    ],
    // A width that is not used may be anything.
    [
      { size: 'column', width: '?' },
      { width: 3.5, fontFamily: 'sans-serif', fontSize: 8 },
    ],
  ] as const)('of %o', (changes, paper) => {
    expect(paperOf(choices(changes), parseWidth)).toEqual(paper);
  });

  it.each([
    [{ size: 'custom', width: 'wide' }, 'expected a length such as 3.5in or 88mm, got "wide"'],
    [{ size: 'custom', width: '0.1in' }, 'got "0.1in"'],
    [{ fontSize: NaN }, 'expected 4 to 72 points, got NaN'],
    [{ fontSize: 100 }, 'got 100'],
  ] as const)('refuses %o', (changes, message) => {
    expect(() => paperOf(choices(changes), parseWidth)).toThrow(message);
  });
});
