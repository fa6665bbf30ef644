import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWandbRecords } from '../../../../history/import/wandb/file/blocks.ts';
import { importFile } from '../../../../history/index.ts';
import { importSet } from '../files.ts';
import {
  history,
  item,
  message,
  nested,
  record,
  wandbFile,
} from '../../../../fixtures/formats/wandb-writer.ts';

const RUN = record(
  17,
  message(
    [1, 'abc123'],
    [3, 'demo'],
    [6, 'sweep-a'],
    [8, 'swift-owl-7'],
    [10, 'first'],
    [10, 'cpu'],
    [17, message([1, 1700000000], [2, 500000000])],
  ),
);
const CONFIG = record(
  5,
  message(
    [1, item('lr', 0.1)],
    [1, item('model', { units: 64 })],
    [1, item('old', 1)],
    [1, item('_wandb', { v: 1 })],
  ),
);
const REMOVAL = record(5, message([2, message([1, 'old'])]));
const RULES = [
  record(12, message([1, 'epoch'])),
  record(12, message([2, 'val/*'], [4, 'epoch'], [8, 1])),
  record(12, message([1, 'score'], [8, 2])),
];
const STEPS = [
  history(0, item('loss', 1.5), item('_runtime', 0.5), item('_timestamp', 1700000000.5)),
  history(
    1,
    item('loss', NaN),
    item('epoch', 0),
    nested(['val', 'err'], 0.5),
    item('image', { _type: 'image-file' }),
  ),
  history(2, item('loss', -Infinity), item('score', 2), item('__proto__', 3)),
];
const SUMMARY = record(3, message([1, item('loss', 9)], [1, item('best', { max: 0.75 })]));
const EXIT = record(18, message([1, 0]));
const ALL = [RUN, CONFIG, ...RULES, ...STEPS, REMOVAL, SUMMARY, EXIT];

describe('.wandb files', () => {
  it('gives run, configuration, history, summary and directions', () => {
    const { history, format, notes } = importFile(wandbFile(ALL), 'run-abc123.wandb');
    const [run] = history.runs;
    expect(format).toBe('wandb-file');
    expect(run).toMatchObject({
      ...{ id: 'abc123', name: 'swift-owl-7', status: 'completed', started: '2023-11-14T22:13:20.500Z' },
      parameters: { lr: 0.1, 'model.units': 64, group: 'sweep-a', tags: 'first, cpu' },
      summary: { best: 0.75 },
    });
    expect(run!.parameters).not.toHaveProperty('old');
    expect(run!.records.map(({ step, loss }) => [step, loss])).toEqual([
      [0, 1.5],
      [1, NaN],
      [2, -Infinity],
    ]);
    expect(run!.records[1]).toMatchObject({ epoch: 0, 'val/err': 0.5 });
    expect(run!.metrics['val/err']).toEqual({ direction: 'min' });
    expect(run!.metrics['score']).toEqual({ direction: 'max' });
    expect(Object.hasOwn(run!.records[2]!, '__proto__')).toBe(true);
    expect(notes).toContain('"epoch" is the x of "val/err"; it stands beside them in each record.');
  });

  it('takes the whole run folder as one run', async () => {
    const folder = 'wandb/run-20231114_221320-abc123';
    const { history, files } = await importSet({
      [`${folder}/run-abc123.wandb`]: wandbFile(ALL),
      [`${folder}/files/wandb-summary.json`]: '{"loss": 9}',
      [`${folder}/files/config.yaml`]: 'lr:\n  value: 0.1\n',
    });
    expect(history.runs.map(({ name }) => name)).toEqual(['swift-owl-7']);
    expect(files.map(({ files }) => files.length)).toEqual([3]);
  });

  it.each([
    ['holds nothing yet', wandbFile([])],
    ['is empty', new Uint8Array()],
    ['is none', new TextEncoder().encode('nothing of the kind')],
  ])('leaves the run to the files beside it where it %s', async (_, bytes) => {
    const { history, files } = await importSet({
      'wandb/run-20240501_100000-abc123/run-abc123.wandb': bytes,
      'wandb/run-20240501_100000-abc123/files/config.yaml': 'lr:\n  value: 0.1\n',
      'wandb/run-20240501_100000-abc123/files/wandb-summary.json': '{"loss": 0.5, "_step": 3}',
    });
    expect(history.runs).toMatchObject([{ parameters: { lr: 0.1 }, summary: { loss: 0.5 } }]);
    expect(files[0]!.notes).toContain(
      'run-abc123.wandb has no data: the run is read from the other files in its folder.',
    );
  });

  it('reads records that are spread over blocks', () => {
    const long = 'x'.repeat(100_000);
    const big = record(5, message([1, item('note', long)]));
    const { history } = importFile(wandbFile([RUN, big, ...STEPS]), 'a.wandb');
    expect(history.runs[0]!.parameters['note']).toBe(long);
    expect(history.runs[0]!.records).toHaveLength(3);
  });

  it('gives back any records, wherever the blocks end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 4 }), (lengths) => {
        const records = lengths.map((length, i) => new Uint8Array(length).fill(i + 1));
        const bytes = wandbFile(records);
        const { payloads, ...others } = readWandbRecords(bytes);
        expect(payloads.map((payload, i) => Buffer.compare(payload, records[i]!))).toEqual(
          lengths.map(() => 0),
        );
        expect(others).toEqual({ damaged: 0, isCutOff: false, next: { at: bytes.length, pieces: [] } });
      }),
      { numRuns: 10 },
    );
  });

  it('takes what is whole of a file that is cut off anywhere', () => {
    const bytes = wandbFile(ALL);
    for (let length = 7; length < bytes.length; length += 3) {
      const { history } = importFile(bytes.slice(0, length), 'a.wandb');
      expect(history.runs).toHaveLength(1);
    }
    expect(importFile(bytes.slice(0, -3), 'a.wandb').notes).toContain(
      'The last record is not whole, as in the file of a running job; it is left out.',
    );
  });

  it('leaves out a record whose checksum is wrong, and no other', () => {
    const bytes = wandbFile(ALL);
    bytes[bytes.length - 1] = bytes.at(-1)! ^ 255;
    const { history, notes } = importFile(bytes, 'a.wandb');
    expect(history.runs[0]!.status).toBe('unknown');
    expect(history.runs[0]!.records).toHaveLength(3);
    expect(notes).toContain('Damaged records are left out: 1.');
  });
});
