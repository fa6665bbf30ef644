import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';
import { valueEvent } from './tf-writer.ts';

const scalar = (tag: string, step: number, value: number) =>
  valueEvent(tag, step, (pbf) => pbf.writeFloatField(2, value));
const log = (tag: string, ...values: readonly number[]) =>
  Uint8Array.from(values.flatMap((value, step) => [...scalar(tag, step + 1, value)]));

const attributes = (folder: string) => ({
  [`${folder}/.guild/attrs/flags`]: 'lr: 0.125\nact: relu\n',
  [`${folder}/.guild/attrs/label`]: 'lr=0.125\n',
  [`${folder}/.guild/attrs/exit_status`]: '0\n',
  [`${folder}/.guild/attrs/started`]: '1714557600000000\n',
});

describe("Guild's run folder", () => {
  it.each(['runs/0a1b/events.out.tfevents.1.host', 'runs/0a1b/.guild/events.out.tfevents.1.host'])(
    'is one run of its flags and of the scalars in %s',
    async (path) => {
      const { history, files } = await importSet({
        ...attributes('runs/0a1b'),
        [path]: log('loss', 4, 2, 1),
      });
      expect(history.runs).toHaveLength(1);
      expect(history.runs[0]).toMatchObject({
        id: 'runs/0a1b',
        name: 'lr=0.125',
        status: 'completed',
        started: '2024-05-01T10:00:00.000Z',
        parameters: { lr: 0.125, act: 'relu' },
        metrics: { loss: { direction: 'min' } },
      });
      expect(history.runs[0]!.records.map(({ epoch, loss }) => [epoch, loss])).toEqual([
        [1, 4],
        [2, 2],
        [3, 1],
      ]);
      expect(files.map(({ format, notes }) => [format, notes[0]])).toEqual([
        ['guild', '1 run with 3 epochs in all.'],
      ]);
    },
  );

  it('gives its flags to each run that it logged in a folder of its own, and to no other', async () => {
    const { history } = await importSet({
      ...attributes('runs/0a1b'),
      'runs/0a1b/actor/events.out.tfevents.1.host': log('loss', 4),
      'runs/0a1b/critic/events.out.tfevents.1.host': log('loss', 8),
      'elsewhere/events.out.tfevents.1.host': log('loss', 16),
    });
    expect(
      history.runs.map(({ name, parameters, records }) => [name, parameters.lr, records[0]!.loss]),
    ).toEqual([
      ['lr=0.125 / actor', 0.125, 4],
      ['lr=0.125 / critic', 0.125, 8],
      ['elsewhere', undefined, 16],
    ]);
  });
});
