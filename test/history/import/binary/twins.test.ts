import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';
import { valueEvent } from './tf-writer.ts';

const EVENTS = 'events.out.tfevents.1700000001.host.1.0';

/** An event file with one value per step of each tag. */
function events(first: number, tags: Readonly<Record<string, readonly number[]>>): Uint8Array {
  const all = Object.entries(tags).flatMap(([tag, values]) =>
    values.map((number, i) => valueEvent(tag, first + i, (value) => value.writeFloatField(2, number))),
  );
  return Uint8Array.from(all.flatMap((bytes) => [...bytes]));
}

const loss = [0.9, 0.70003, 0.5];

describe('event files beside a log of the same training', () => {
  it.each<[string, string, string]>([
    [
      'results.csv',
      'run/results.csv',
      'epoch,train/box_loss,val/box_loss,metrics/mAP50(B)\n0,0.9,1,0.1\n1,0.70003,0.8,0.2\n2,0.5,0.6,0.3\n',
    ],
    [
      'metrics.jsonl',
      'run/metrics.jsonl',
      loss.map((value, i) => `${JSON.stringify({ epoch: i + 1, 'train/box_loss': value })}\n`).join(''),
    ],
  ])('are one run with it, with its epochs from 1: %s', async (_, path, text) => {
    const files = {
      [path]: text,
      [`run/${EVENTS}`]: events(0, { 'train/box_loss': loss, 'x/lr0': [3, 2, 1] }),
    };
    const { history, files: reports } = await importSet(files);
    expect(history.runs).toHaveLength(1);
    const [run] = history.runs;
    expect(run!.records.map((record) => [record.epoch, record['train/box_loss'], record['x/lr0']])).toEqual([
      [1, 0.9, 3],
      [2, 0.70003, 2],
      [3, 0.5, 1],
    ]);
    expect(
      reports.flatMap(({ notes }) => notes.filter((note) => note.endsWith('it is one run.'))),
    ).toHaveLength(2);
  });

  it('are runs of their own if the values differ', async () => {
    const { history } = await importSet({
      'run/log.csv': 'epoch,loss\n1,0.9\n2,0.7\n3,0.4\n',
      [`run/${EVENTS}`]: events(0, { loss }),
    });
    expect(history.runs).toHaveLength(2);
  });
});
