import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeFilter, parseFilter } from '../../../analysis/index.ts';
import { createColumn, type RawCell } from '../../../history/index.ts';

const column = (name: string, cells: readonly RawCell[]) =>
  createColumn({ name, role: 'parameter', direction: 'none' }, cells);

const columns = [
  column('lr', [0.1, 0.01]),
  column('learning rate', [1, 2]),
  column('act', ['relu', 'leaky "relu"', 'tanh']),
  column('best', [true, false]),
];

/** The texts that the suggestions make of a text whose caret is at `|`. */
function completed(marked: string): string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, suggestions } = completeFilter(text, caret, columns);
  return suggestions.map(({ insert }) => text.slice(0, start) + insert + text.slice(end));
}

describe('completeFilter', () => {
  it.each([
    ['l|', ['lr', '`learning rate`', 'log(', 'log10(', 'log2(', 'ceil(', 'floor(']],
    ['learn|x < 1', ['`learning rate` < 1']],
    ['`lear|', ['`learning rate`']],
    [
      'act |',
      [
        'act ==',
        'act !=',
        'act in (',
        'act not in (',
        'act is',
        'act contains',
        'act starts with',
        'act ends with',
      ],
    ],
    ['act == re|', ['act == "relu"', 'act == "leaky \\"relu\\""']],
    ['act == "tan|', ['act == "tanh"']],
    ['act == "r|elu" and best', ['act == "relu" and best', 'act == "leaky \\"relu\\"" and best']],
    [
      'act in ("relu", |',
      ['act in ("relu", "relu"', 'act in ("relu", "leaky \\"relu\\""', 'act in ("relu", "tanh"'],
    ],
    ['lr < 1 |', ['lr < 1 and', 'lr < 1 or']],
    [
      'lr is n|',
      [
        'lr is not missing',
        'lr is nan',
        'lr is not nan',
        'lr is not applicable',
        'lr is missing',
        'lr is inf',
        'lr is -inf',
        'lr is finite',
      ],
    ],
    ['lr is not m|', ['lr is not missing']],
    [
      'best == t|',
      ['best == true', 'best == `learning rate`', 'best == act', 'best == best', 'best == sqrt('],
    ],
    ['(lr < 1) a|', ['(lr < 1) and']],
    ['act contains |', []],
  ])('offers for %s', (marked, texts) => {
    expect(completed(marked)).toEqual(texts);
  });

  it('never throws, and replaces a range around the caret', () => {
    const pieces = fc.constantFrom(
      'lr',
      'act',
      '==',
      '(',
      ')',
      'in',
      'is',
      'not',
      '"',
      '`',
      ',',
      '1',
      'and',
      '😀',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, fc.nat(40), (text, caret) => {
        const { start, end } = completeFilter(text, caret, columns);
        const at = Math.min(caret, text.length);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(at);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('offers column names that parse', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const [first] = completeFilter('', 0, [column(name, [1])]).suggestions;
        expect(parseFilter(`${first!.insert} < 1`).ok).toBe(true);
      }),
    );
  });
});
