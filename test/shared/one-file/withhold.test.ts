import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeShared,
  sharedDetails,
  withhold,
  WITHHELD,
  type Withheld,
} from '../../../src/shared/one-file/withhold.ts';
import { anyHistory } from '../../history/arbitrary.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

const secret = makeHistory(
  makeRun('logs/alice/a.csv', {
    name: 'alice secret',
    source: { format: 'csv', file: 'logs/alice/a.csv' },
    parameters: { data: '/home/alice/mnist', lr: 0.1, act: 'relu', ratio: '1/2' },
    note: 'ask Bob',
    records: makeRecords({ loss: 1 }),
  }),
  makeRun('fold', { name: 'alice secret, fold 1', parent: 'logs/alice/a.csv', fold: 0 }),
);
const view = 'pins=logs%2Falice%2Fa.csv@1,gone&runs.hidden=fold&brushes=run:in:alice%20secret&view=curves';
const all = new Set(WITHHELD);

describe('what is left out of a file for others', () => {
  it.each<[Withheld[], string[], string[]]>([
    [[], ['alice secret', 'ask Bob', '/home/alice/mnist', 'logs/alice/a.csv'], []],
    [['notes'], ['alice secret', '/home/alice/mnist', 'logs/alice/a.csv'], ['ask Bob']],
    [['names'], ['ask Bob', '/home/alice/mnist'], ['alice secret']],
    [['paths'], ['alice secret', 'ask Bob'], ['/home/alice', 'logs/alice']],
    [
      ['names', 'notes', 'paths'],
      ['relu', '1/2', '"mnist"'],
      ['alice', 'Bob'],
    ],
  ])('without %j', (withheld, kept, gone) => {
    const text = JSON.stringify(
      withhold({ history: secret, view: decodeURIComponent(view) }, new Set(withheld)),
    );
    for (const word of kept) expect(text).toContain(word);
    for (const word of gone) expect(text).not.toContain(word);
  });

  it('keeps folds with their parents, and the view of the runs', () => {
    const { history, view: renamed } = withhold({ history: secret, view }, all);
    expect(history.runs.map(({ id, parent, fold }) => [id, parent, fold])).toEqual([
      ['run-1', null, null],
      ['run-2', 'run-1', 0],
    ]);
    expect(renamed).toBe('pins=run-1@1&runs.hidden=run-2&view=curves');
  });

  it('changes neither records nor metrics', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { runs } = withhold({ history, view: '' }, all).history;
        expect(runs.map(({ records, metrics, summary }) => [records, metrics, summary])).toEqual(
          history.runs.map(({ records, metrics, summary }) => [records, metrics, summary]),
        );
      }),
    );
  });
});

describe('what is said before runs are shared', () => {
  it.each<[Withheld[], string]>([
    [
      [],
      'The file contains all values of 2 runs, their names, 1 note, the names of 1 file, and paths in data.',
    ],
    [
      ['names', 'notes'],
      'The file contains all values of 2 runs, the names of 1 file, and paths in data. It leaves out names and notes.',
    ],
    [
      ['names', 'notes', 'paths'],
      'The file contains all values of 2 runs. It leaves out names, notes, and paths.',
    ],
  ])('without %j', (withheld, sentence) => {
    expect(describeShared(sharedDetails(secret), new Set(withheld))).toBe(sentence);
  });
});
