import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../history/index.ts';
import type { FileEntry, ImportProgress } from '../../../history/index.ts';
import { entryOf, importSet } from './files.ts';

const log = 'epoch,loss\n1,0.5\n2,0.25\n';
const other = 'epoch,loss\n1,0.75\n2,0.125\n';
const encoder = new TextEncoder();

describe('a set of files', () => {
  it('returns the runs of all files, named by the distinct parts of their paths', async () => {
    const { history, files, isComplete } = await importSet({
      'logs/version_10/metrics.csv': log,
      'logs/version_2/metrics.csv': other,
    });
    expect(history.runs.map(({ id, name }) => [id, name])).toEqual([
      ['logs/version_2/metrics.csv', 'version_2'],
      ['logs/version_10/metrics.csv', 'version_10'],
    ]);
    expect(files.map(({ outcome, runs }) => [outcome, runs])).toEqual([
      ['taken', ['logs/version_2/metrics.csv']],
      ['taken', ['logs/version_10/metrics.csv']],
    ]);
    expect(isComplete).toBe(true);
  });

  it('keeps the good ones where one is bad, and says why', async () => {
    const { history, files } = await importSet({ 'a.csv': log, 'b.json': '{"epoch": [1, 2', 'c.csv': other });
    expect(history.runs.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(files.map(({ path, outcome, notes }) => [path, outcome, notes[0]])).toEqual([
      ['a.csv', 'taken', '1 run with 2 epochs in all.'],
      [
        'b.json',
        'failed',
        '"b.json" is not valid JSON: line 1, column 16: expected "," or "]", got the end of the file: it seems to be cut off.',
      ],
      ['c.csv', 'taken', '1 run with 2 epochs in all.'],
    ]);
  });

  it('renames runs with the same id', async () => {
    const about = 'run,operation,started,time,status,label';
    const { history, files } = await importSet({
      'compare.csv': `${about},lr\na,train,,,completed,,0.1\na,train,,,completed,,0.2\n`,
    });
    expect(history.runs.map(({ id, parameters }) => [id, parameters.lr])).toEqual([
      ['a', 0.1],
      ['a (2)', 0.2],
    ]);
    expect(files[0]!.runs).toEqual(['a', 'a (2)']);
  });

  it('reports a file that cannot be read at all', async () => {
    const gone = { path: 'gone.csv', size: 9, read: () => Promise.reject(new Error('it is gone')) };
    const { history, files } = await importFiles([gone, entryOf('a.csv', log)]);
    expect(history.runs).toHaveLength(1);
    expect(files[1]).toMatchObject({ path: 'gone.csv', outcome: 'failed' });
    expect(files[1]!.notes).toEqual(['"gone.csv" cannot be read: it is gone.']);
  });

  it('joins the parameters beside a log', async () => {
    const { history, files } = await importSet({
      'a/metrics.csv': log,
      'a/hparams.yaml':
        'lr: 1e-3\nact: !!python/name:torch.nn.ReLU ""\nnet:\n  layers: [64, 10]\n  bias: true\n',
      'b/metrics.csv': other,
      'b/params.json': '{"lr": NaN, "loss": "<class \'torch.nn.MSELoss\'>", "units": "64"}',
      'b/.hydra/config.yaml': 'seed: 3\nlr: 7\n',
    });
    expect(history.runs.map(({ parameters }) => parameters)).toEqual([
      { lr: 0.001, act: 'ReLU', 'net.layers': '[64, 10]', 'net.bias': true },
      { lr: NaN, loss: 'MSELoss', units: 64, seed: 3 },
    ]);
    expect(files[0]!.files).toEqual(['a/metrics.csv', 'a/hparams.yaml']);
    expect(files[0]!.notes).toContain('The parameters are from hparams.yaml.');
  });

  it('joins parameters whose names begin as the name of the log does, and no others', async () => {
    const { history } = await importSet({
      'x__metrics.csv': log,
      'x__hparams.yaml': 'lr: 1\n',
      'y__metrics.csv': other,
      'y__hparams.yaml': '{lr: 2}\n',
      'z__metrics.csv': 'epoch,loss\n1,9\n',
    });
    expect(history.runs.map(({ parameters }) => parameters)).toEqual([{ lr: 1 }, { lr: 2 }, {}]);
  });

  it('takes the log where the parameters beside it are broken', async () => {
    const { history, files } = await importSet({ 'a/log.csv': log, 'a/params.json': '{"lr": ' });
    expect(history.runs[0]!.parameters).toEqual({});
    expect(files[0]!.notes.join(' ')).toContain(
      'The parameters in params.json are left out: line 1, column 8',
    );
  });

  it('never lets a key reach a prototype', async () => {
    const { history } = await importSet({
      'a/log.csv': log,
      'a/config.yaml': '__proto__: {polluted: 1}\nconstructor: 2\n',
    });
    const { parameters } = history.runs[0]!;
    expect(Object.entries(parameters)).toEqual([
      ['__proto__.polluted', 1],
      ['constructor', 2],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('leaves out weights and pictures, clutter, and links to the latest run', async () => {
    const { history, files } = await importSet({
      'w/run-1/log.csv': log,
      'w/latest-run/log.csv': log,
      'w/latest-run/best.pt': 'x',
      'w/latest-run/last.pt': 'x',
      'w/latest-run/curve.png': 'x',
      'w/run-1/best.pt': 'x',
      'w/run-1/last.pt': 'x',
      'w/run-1/curve.png': 'x',
      'w/.DS_Store': 'x',
      'w/.git/config': 'x',
    });
    expect(history.runs).toHaveLength(1);
    expect(files.map(({ outcome, notes }) => [outcome, notes])).toEqual([
      ['taken', ['1 run with 2 epochs in all.', expect.stringContaining('Best-so-far flags') as string]],
      ['left', ['Left out as files without histories: 2 .pt, 1 .png.']],
      ['left', ['Left out as links to another run: w/latest-run.']],
    ]);
  });

  it('keeps two runs whose folders only look alike', async () => {
    const { history } = await importSet({ 'w/latest/log.csv': log, 'w/best/log.csv': `${other}3,0.1\n` });
    expect(history.runs).toHaveLength(2);
  });
});

describe('a zip archive', () => {
  it('is a folder of its files', async () => {
    const zip = zipSync({
      'logs/a/metrics.csv': encoder.encode(log),
      'logs/a/hparams.yaml': encoder.encode('lr: 0.1\n'),
      'logs/b/metrics.csv': encoder.encode(other),
    });
    const { history } = await importSet({ 'runs.zip': zip });
    expect(history.runs.map(({ id, name, parameters }) => [id, name, parameters])).toEqual([
      ['runs.zip/logs/a/metrics.csv', 'a', { lr: 0.1 }],
      ['runs.zip/logs/b/metrics.csv', 'b', {}],
    ]);
  });

  it.each([
    ['broken', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), /^"x\.zip" is not a readable zip archive: /],
    ['none', encoder.encode('hello'), /it does not have the signature of one\.$/],
  ])('that is %s is reported, and spoils nothing', async (_, bytes, message) => {
    const { history, files } = await importSet({ 'x.zip': bytes, 'a.csv': log });
    expect(history.runs).toHaveLength(1);
    expect(files.find(({ path }) => path === 'x.zip')!.notes[0]).toMatch(message);
  });
});

describe('while it reads', () => {
  it('reports progress and pauses between files', async () => {
    const seen: ImportProgress[] = [];
    let pauses = 0;
    const pause = () => {
      pauses++;
      return Promise.resolve();
    };
    await importSet(
      { 'a.csv': log, 'b.csv': other },
      { onProgress: (progress) => seen.push(progress), pause },
    );
    expect(seen.map(({ done, current }) => [done, current])).toEqual([
      [0, 'a.csv'],
      [1, 'b.csv'],
      [2, null],
    ]);
    expect(seen[2]).toMatchObject({ total: 2, doneBytes: seen[2]!.totalBytes });
    expect(pauses).toBe(2);
  });

  it('ends when it is cancelled, with what it has', async () => {
    const controller = new AbortController();
    const { history, isComplete } = await importSet(
      { 'a.csv': log, 'b.csv': other, 'c.csv': log },
      { signal: controller.signal, onProgress: ({ done }) => done === 1 && controller.abort() },
    );
    expect(history.runs.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(isComplete).toBe(false);
  });

  it('reads only what changed where that is asked', async () => {
    const files = { 'r/a/log.csv': log, 'r/b/log.csv': other, 'r/b/params.json': '{"lr": 1}' };
    const { history } = await importSet(files, { only: new Set(['r/b/params.json']) });
    expect(history.runs.map(({ id }) => id)).toEqual(['r/b/log.csv']);
  });
});

describe('files that are none of ours', () => {
  it('are left where a folder has them, and failures where somebody named them', async () => {
    const { files } = await importSet({
      'a/log.csv': log,
      'a/notes.txt': 'Nothing.\n',
      'page.html': '<p>',
      'a/x.json': '{"a": 1}',
    });
    expect(files.map(({ path, outcome, notes }) => [path, outcome, notes.at(-1)]).slice(1)).toEqual([
      ['a/notes.txt', 'left', '"a/notes.txt" is text, but neither JSON nor a table of columns.'],
      ['a/x.json', 'left', '"a/x.json" is JSON (an object with the keys "a") of an unknown format.'],
      ['page.html', 'failed', '"page.html" is a web page or XML, not a history.'],
    ]);
  });
});

describe('a large table that can be fetched in pieces', () => {
  const size = 9 * 2 ** 20;
  const line = (row: number) => `${String(row + 1).padStart(9)},${String((row % 97) / 8)}\n`;
  const rows: string[] = [];
  for (let length = 11; length < size; length += rows.at(-1)!.length) rows.push(line(rows.length));
  const bytes = new TextEncoder().encode(`epoch,loss\n${rows.join('')}`);
  const entry = (fetched: number[], after = () => undefined as unknown): FileEntry => ({
    path: 'large.csv',
    size: bytes.length,
    read: () => Promise.reject(new Error('it was read whole')),
    slice: (start, end) => {
      fetched.push(end - start);
      after();
      return Promise.resolve(bytes.slice(start, end));
    },
  });

  it('is never in memory as a whole, and says how far it is', async () => {
    const fetched: number[] = [];
    const places: number[] = [];
    const onProgress = ({ doneBytes }: { doneBytes: number }) => places.push(doneBytes);
    const { history, files } = await importFiles([entry(fetched)], { onProgress });
    expect(files[0]).toMatchObject({ outcome: 'taken', format: 'csv' });
    expect(history.runs[0]!.records.length).toBe(rows.length);
    expect(history.runs[0]!.records.at(-1)).toEqual({
      epoch: rows.length,
      loss: ((rows.length - 1) % 97) / 8,
      loss_best: false,
    });
    expect(Math.max(...fetched)).toBeLessThan(size / 2);
    expect(places.some((place) => place > 0 && place < bytes.length)).toBe(true);
  });

  it('can be given up in the middle', async () => {
    const controller = new AbortController();
    const fetched: number[] = [];
    const giveUp = () => (fetched.length === 6 ? controller.abort() : undefined);
    const imported = await importFiles([entry(fetched, giveUp)], { signal: controller.signal });
    expect(imported.isComplete).toBe(false);
    expect(imported.history.runs).toEqual([]);
    expect(fetched).toHaveLength(6);
  });

  it('is refused beyond what its columns may take', async () => {
    const huge = { ...entry([]), size: 2 ** 31 + 1 };
    const { files } = await importFiles([huge]);
    expect(files[0]!.notes[0]).toBe('"large.csv" is larger than 2 GiB: its columns would fill the memory.');
  });
});
