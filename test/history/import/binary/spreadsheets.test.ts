import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { npy } from '../../../../fixtures/formats/npy-writer.ts';
import { workbook } from '../../../../fixtures/formats/workbook-writer.ts';
import type { WorkbookCell } from '../../../../fixtures/formats/workbook-writer.ts';
import { importFile } from '../../../../history/index.ts';
import { messageOf } from '../fixture.ts';

const styled = (style: number, value: number): WorkbookCell => ({
  xml: (at) => `<c r="${at}" s="${String(style)}"><v>${String(value)}</v></c>`,
});

describe('an Excel workbook', () => {
  it('has dates, durations, percentages, errors and texts as Excel shows them', () => {
    const bytes = workbook([
      ['Results of May'],
      ['run', 'started', 'duration', 'accuracy', 'f1', 'note'],
      // 45292 is 2024-01-01 by Excel's own documentation of DATEVALUE.
      [
        'a',
        styled(1, 45292),
        styled(2, 0.5),
        styled(3, 0.875),
        { xml: (at) => `<c r="${at}" t="e"><v>#DIV/0!</v></c>` },
        '<b>&amp;',
      ],
      [
        'b',
        styled(1, 45292.75),
        styled(2, 1.25),
        styled(3, 0.5),
        0.25,
        { xml: (at) => `<c r="${at}" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>` },
      ],
    ]);
    const { history, format } = importFile(bytes, 'results.xlsx');
    expect(format).toBe('xlsx');
    expect(
      history.runs.map(({ name, parameters, summary }) => ({ name, ...parameters, ...summary })),
    ).toEqual([
      { name: 'a', started: '2024-01-01', duration: 43200, accuracy: 0.875, f1: null, note: '<b>&amp;' },
      {
        name: 'b',
        started: '2024-01-01 18:00:00',
        duration: 108000,
        accuracy: 0.5,
        f1: 0.25,
        note: 'inline',
      },
    ]);
  });

  it('names the sheets that are left out', () => {
    const { notes } = importFile(
      workbook(
        [['notes']],
        [
          ['epoch', 'loss'],
          [1, 0.5],
          [2, 0.25],
        ],
        [
          ['x', 'y'],
          [1, 2],
        ],
      ),
      'x.xlsx',
    );
    expect(notes).toContain('The sheet "Sheet2" is read; left out: "Sheet1", "Sheet3".');
  });

  it('is refused without a table', () => {
    expect(messageOf(() => importFile(workbook([['notes']]), 'x.xlsx'))).toMatch(
      /"x.xlsx" is a workbook without a table/,
    );
  });
});

describe('a NumPy archive of named columns', () => {
  it('is a log if its columns are metrics', () => {
    const bytes = zipSync({ 'loss.npy': npy('<f4', [0.5, 0.25]), 'val_acc.npy': npy('<f8', [0.75, NaN]) });
    const { history } = importFile(bytes, 'history.npz');
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]!.records.map(({ epoch, loss, val_acc }) => [epoch, loss, val_acc])).toEqual([
      [1, 0.5, 0.75],
      [2, 0.25, NaN],
    ]);
  });

  it('is a table of runs if it has parameters, and names what is left out', () => {
    const bytes = zipSync({
      'lr.npy': npy('<f8', [0.5, 0.25]),
      'accuracy.npy': npy('<f8', [0.75, 1]),
      'weights.npy': npy('<f8', [1, 2, 3]).fill(0, 0, 1),
      'best.npy': npy('<f8', [1]),
    });
    const { history, notes } = importFile(bytes, 'search.npz');
    expect(history.runs.map(({ parameters, summary }) => ({ ...parameters, ...summary }))).toEqual([
      { lr: 0.5, accuracy: 0.75 },
      { lr: 0.25, accuracy: 1 },
    ]);
    expect(notes.join(' ')).toMatch(/"weights": an array has no NumPy signature.*"best" has 1 values, not 2/);
  });
});
