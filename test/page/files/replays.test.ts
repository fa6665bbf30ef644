import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, type History, type Run } from '../../../history/index.ts';
import { linkReplays } from '../../../src/page/files/replays.ts';
import { makeRun } from '../../history/make.ts';

const runOf = (id: string, losses: readonly number[], more: Partial<Run> = {}): Run => ({
  ...makeRun(id),
  name: id,
  parent: null,
  fold: null,
  parameters: {},
  metrics: { train_loss: { direction: 'min' } },
  records: losses.map((train_loss, i) => ({ epoch: i + 1, train_loss })),
  ...more,
});
const historyOf = (...runs: Run[]): History => ({ version: FORMAT_VERSION, runs });
const again = (losses: readonly number[]) =>
  runOf('again', losses, { parameters: { seed: 1, parent_run: 'first' } });
const first = runOf('first', [0.5, 0.25]);

describe('linkReplays', () => {
  it.each([
    ['agrees', [0.5, 0.25], 'again agrees with first in all 2 epochs, within 0.001.'],
    ['was stopped', [0.5], 'again agrees with first in 1 of 2 epochs, within 0.001.'],
    ['is longer', [0.5, 0.25, 0.1], 'again agrees with first in 2 of 3 epochs, within 0.001.'],
    ['deviates', [0.5, 0.75], 'again deviates from first at epoch 2 first: train_loss is 0.75, not 0.25.'],
    ['has no epochs', [], 'again has no results in common with first.'],
  ])('makes a run a child of the open original, if it %s', (_, losses, sentence) => {
    const { history, sentences } = linkReplays(historyOf(again(losses)), historyOf(first));
    expect(sentences).toEqual([sentence]);
    expect(history.runs.map(({ parent, parameters }) => [parent, parameters])).toEqual([
      ['first', { seed: 1 }],
    ]);
  });

  it('finds the original in the same files', () => {
    const { history } = linkReplays(historyOf(first, again([0.5])), historyOf());
    expect(history.runs.map(({ parent }) => parent)).toEqual([null, 'first']);
  });

  it('leaves a run without its original as it is', () => {
    const read = historyOf(again([0.5]));
    expect(linkReplays(read, historyOf())).toEqual({ history: read, sentences: [] });
  });
});
