import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFamily, studentQuantile } from '../../analysis/index.ts';
import { RunSet, tableOf, type Direction, type ParameterValue } from '../../history/index.ts';
import { significanceNote, significanceOf } from '../../src/shared/table-text/significance.ts';
import { writeLatex } from '../../src/shared/table-text/latex.ts';
import { writeMarkdown } from '../../src/shared/table-text/markdown.ts';
import { textTable } from '../../src/shared/table-text/text-table.ts';
import { makeRun } from '../history/make.ts';

/** A configuration per list of scores: folds of a parent, or runs with a seed each. */
function tableOfScores(
  scores: readonly (readonly number[])[],
  direction: Direction,
  kind: 'folds' | 'seeds',
) {
  const runs = scores.flatMap((values, at) => {
    const parameters: Record<string, ParameterValue> = { net: `net ${String(at)}` };
    const metrics = { score: { direction } };
    const parent = `parent ${String(at)}`;
    const replicates = values.map((score, index) =>
      makeRun(`${String(at)}-${String(index)}`, {
        ...(kind === 'folds'
          ? { parent, fold: index, parameters }
          : { parameters: { ...parameters, seed: index } }),
        ...{ metrics, summary: { score } },
      }),
    );
    return kind === 'folds' ? [makeRun(parent, { parameters }), ...replicates] : replicates;
  });
  return tableOf(RunSet.of(runs), { level: 'configurations', studentQuantile });
}

function marksOf(scores: readonly (readonly number[])[], direction: Direction, kind: 'folds' | 'seeds') {
  const table = tableOfScores(scores, direction, kind);
  const column = table.columns.find(({ name }) => name === 'score')!;
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  const found = significanceOf(table, column, rows);
  return found && Array.from(rows, (row) => found.marks.get(row) ?? null);
}

describe('significanceOf', () => {
  it.each([
    [
      'folds that are worse by a constant',
      [
        [0.9, 0.8, 0.7],
        [0.8, 0.7, 0.6],
      ],
      'max',
      'folds',
      ['best', 'worse'],
    ],
    [
      'a loss that is worse',
      [
        [0.9, 0.8, 0.7],
        [0.1, 0.08, 0.07],
      ],
      'min',
      'folds',
      ['worse', 'best'],
    ],
    // 0.001 with little spread lies within the margin of 0.01.
    [
      'shares that hardly differ',
      [
        [0.9, 0.8, 0.7],
        [0.901, 0.8011, 0.7009],
      ],
      'max',
      'folds',
      ['equal', 'best'],
    ],
    [
      'few folds with much spread',
      [
        [0.9, 0.5, 0.7],
        [0.6, 0.9, 0.7],
      ],
      'max',
      'folds',
      ['undecided', 'best'],
    ],
    [
      'runs paired by their seeds',
      [
        [5, 6, 7, 8],
        [1, 2, 3, 4.1],
      ],
      'min',
      'seeds',
      ['worse', 'best'],
    ],
    [
      'a metric without a direction',
      [
        [1, 2],
        [3, 4],
      ],
      'none',
      'seeds',
      null,
    ],
    ['single runs', [[0.9], [0.8]], 'max', 'seeds', null],
  ] as const)('of %s', (_, scores, direction, kind, expected) => {
    expect(marksOf(scores, direction, kind)).toEqual(expected);
  });

  it('agrees with the verdicts of the family of all pairs', () => {
    const fold = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
    const search = fc
      .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 5 }))
      .chain(([count, folds]) =>
        fc.array(fc.array(fold, { minLength: folds, maxLength: folds }), {
          minLength: count,
          maxLength: count,
        }),
      );
    fc.assert(
      fc.property(search, (scores) => {
        const marks = marksOf(scores, 'max', 'folds')!;
        const best = marks.indexOf('best');
        const { verdicts } = compareFamily(
          scores.map((values, at) => ({ name: String(at), scores: values })),
          { testShare: 1 / (scores[0]!.length - 1), margin: 0.01 },
        );
        for (const { first, second, outcome } of verdicts) {
          if (first !== best && second !== best) continue;
          // Of equal means either can be the first.
          expect(marks[first === best ? second : first]).toBe(outcome === 'better' ? 'worse' : outcome);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the marks in a table', () => {
  const table = tableOfScores(
    [
      [0.9, 0.8, 0.7],
      [0.8, 0.7, 0.6],
      [0.9, 0.8011, 0.6992],
    ],
    'max',
    'folds',
  );
  const rows = Uint32Array.of(0, 1, 2);
  const columns = table.columns.filter(({ name }) => name === 'score');
  const significance = new Map([['score', significanceOf(table, columns[0]!, rows)!]]);
  const text = textTable(table, columns, rows, significance);
  const note = significanceNote(significance);

  it('are explained below it in Markdown', () => {
    const [body, below] = writeMarkdown(text, note).split('\n\n');
    expect(body!.split('\n').slice(2)).toEqual([
      '| 0.80 ± 0.10 † |',
      '| 0.70 ± 0.10 \\* |',
      '| **0.80 ± 0.10** |',
    ]);
    expect(below).toMatch(/^\*\*Bold\*\*: best mean\. † practically equal .*0\.01 for score.*\\\* worse/);
  });

  it('are explained below it in LaTeX', () => {
    const lines = writeLatex(text, note).split('\n');
    expect(lines[4]).toBe('  0.80 $\\pm$ 0.10$^{\\dagger}$ \\\\');
    expect(lines[5]).toBe('  0.70 $\\pm$ 0.10$^{*}$ \\\\');
    expect(lines.at(-2)).toMatch(
      /^\\par\\smallskip\{\\noindent\\footnotesize Bold: best mean\. \$\^\{\\dagger\}\$/,
    );
  });

  it('have no note where nothing is compared', () => {
    expect(significanceNote(new Map())).toBeNull();
    expect(writeLatex(textTable(table, columns, rows))).toMatch(/\\end\{tabular\}\n$/);
  });
});
