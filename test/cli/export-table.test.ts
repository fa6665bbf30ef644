import { describe, expect, it } from 'vitest';
import { runsAsTable, tableFormatOf } from '../../src/cli/export/table.ts';
import { makeHistory, makeRecords, makeRun } from '../history/make.ts';

/** Two configurations with two folds each: means 0.6 and 0.7, sample deviations 0.1 · √2. */
const grid = makeHistory(
  ...[
    ['relu', 0.5, 0.7],
    ['leaky_relu', 0.6, 0.8],
  ].flatMap(([act, ...scores]) => [
    makeRun(String(act), { parameters: { act: act!, batch: 128 } }),
    ...scores.map((score, fold) =>
      makeRun(`${String(act)} ${String(fold)}`, {
        parent: String(act),
        fold,
        parameters: { act: act!, batch: 128 },
        metrics: { test_score: { direction: 'max' } },
        summary: { test_score: Number(score) },
      }),
    ),
  ]),
);

const runs = makeHistory(
  ...[3, 2].map((loss, i) =>
    makeRun(`r${String(i)}`, {
      parameters: { lr: 0.1, width: i },
      metrics: { loss: { direction: 'min' } },
      records: makeRecords({ loss: 9 }, { loss }),
    }),
  ),
);

describe('a table of runs', () => {
  it('has means with deviations where runs are folds, the best in bold and worse ones marked', () => {
    expect(runsAsTable(grid, 'latex', ['act', 'test_score'])).toBe(
      [
        '\\begin{tabular}{lr}',
        '  \\toprule',
        '  act & test\\_score \\\\',
        '  \\midrule',
        // Each fold differs by 0.1, without any spread.
        '  relu & 0.60 $\\pm$ 0.14$^{*}$ \\\\',
        '  leaky\\_relu & \\textbf{0.70} $\\pm$ 0.14 \\\\',
        '  \\bottomrule',
        '\\end{tabular}',
        '\\par\\smallskip{\\noindent\\footnotesize Bold: best mean. $^{\\dagger}$ practically equal to the best (difference of at most 0.01 for test\\_score). $^{*}$ worse than the best. Without a mark: undecided or not compared. 95 \\% intervals of all pairs adjusted together (Holm, Bonferroni).\\par}',
        '',
      ].join('\n'),
    );
  });

  it('says in CSV how each configuration compares, and writes formulas as they are on demand', () => {
    const named = makeHistory(
      ...grid.runs.map((run) => ({
        ...run,
        parameters: { ...run.parameters, act: `=${String(run.parameters['act'])}` },
      })),
    );
    const columns = ['act', 'test_score'];
    const lines = (text: string) => text.split('\r\n').map((line) => line.split(','));
    const safe = lines(runsAsTable(named, 'csv', columns));
    expect(safe.map((cells) => cells[0])).toEqual(['act', "'=relu", "'=leaky_relu", '']);
    expect(safe.map((cells) => cells.at(-1))).toEqual(['test_score against the best', 'worse', 'best', '']);
    const raw = lines(runsAsTable(named, 'csv', columns, { rawCells: true }));
    expect(raw.map((cells) => cells[0])).toEqual(['act', '=relu', '=leaky_relu', '']);
  });

  it.each([
    ['md', 'markdown'],
    ['tex', 'latex'],
    ['csv', 'csv'],
  ])('accepts %s for %s', (text, format) => {
    expect(tableFormatOf(text)).toBe(format);
  });

  it('has a row per run with its best epoch, never a row per epoch', () => {
    expect(runsAsTable(runs, 'csv', ['width', 'loss'])).toBe('width,loss\r\n0,3\r\n1,2\r\n');
  });

  it('has a row per configuration where folds have epochs of their own', () => {
    const records = makeRecords({ loss: 9 }, { loss: 2 });
    const folds = grid.runs.map((run) => (run.fold === null ? run : { ...run, records }));
    const table = runsAsTable(makeHistory(...folds), 'markdown', ['act', 'test_score']);
    expect(table).toContain('**0.70 ± 0.14**');
    // Head, rule and two rows, then a note below an empty line.
    expect(table.split('\n\n')[0]!.split('\n')).toHaveLength(4);
  });

  it('leaves out columns that are the same for all runs, unless they are named', () => {
    expect(runsAsTable(runs, 'markdown', null)).not.toContain('lr');
    expect(runsAsTable(runs, 'markdown', ['lr'])).toContain('| 0.1 |');
  });

  it('names an unknown column or format', () => {
    expect(() => runsAsTable(runs, 'csv', ['wdth'])).toThrow(/got "wdth"\. Did you mean "width"\?/);
    expect(() => tableFormatOf('latx')).toThrow('--table: expected one of csv, markdown, latex, got "latx".');
  });
});
