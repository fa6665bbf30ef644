import { expect, it } from 'vitest';
import { defaultLevel, RunSet, type Run } from '../../../history/index.ts';
import { makeHistory, makeRecords, makeRun } from '../make.ts';

const records = makeRecords({ loss: 0.5 }, { loss: 0.25 });
const runs = (count: number, parts: Partial<Run> = {}) =>
  Array.from({ length: count }, (_, at) => makeRun(`${parts.status ?? 'run'}-${String(at)}`, parts));

it.each([
  ['no runs', [], 'runs'],
  ['runs without records', runs(3), 'runs'],
  ['few runs with records', runs(3, { records }), 'epochs'],
  ['many runs with records', runs(101, { records }), 'runs'],
  ['runs with records beside others', [...runs(3, { records }), makeRun('other')], 'runs'],
  [
    'runs with records beside one that begins',
    [...runs(3, { records }), makeRun('new', { status: 'running' })],
    'epochs',
  ],
  [
    'folds with records',
    [makeRun('parent'), makeRun('fold', { parent: 'parent', fold: 0, records })],
    'epochs',
  ],
  [
    'folds without records',
    [makeRun('parent'), makeRun('fold', { parent: 'parent', fold: 0 })],
    'configurations',
  ],
] as const)('%s are shown as suits them', (_, all, level) => {
  expect(defaultLevel(RunSet.ofHistory(makeHistory(...all)))).toBe(level);
});
