import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, importFiles, toTable } from '../../../history/index.ts';
import { SAVED_AS, saveRuns } from '../../../src/page/export/export-runs.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

const metrics = { loss: { direction: 'min' } } as const;
const history = makeHistory(
  makeRun('a', { parameters: { lr: 0.1 }, metrics, records: makeRecords({ loss: 2 }, { loss: 1 }) }),
  makeRun('b', { parameters: { lr: 0.2 }, metrics, records: makeRecords({ loss: 3 }) }),
);
const table = toTable(history, { rows: 'epochs' });

async function readBack(name: string, content: Blob) {
  const bytes = new Uint8Array(await content.arrayBuffer());
  return (await importFiles([{ path: name, size: bytes.length, read: () => Promise.resolve(bytes) }]))
    .history;
}

describe('saveRuns', () => {
  it('offers every format there is, and the table', () => {
    expect(SAVED_AS.map(({ name }) => name).sort()).toEqual(
      [...EXPORT_FORMATS.map(({ name }) => name), 'rows'].sort(),
    );
    expect(new Set(SAVED_AS.map(({ label }) => label)).size).toBe(SAVED_AS.length);
  });

  it.each([
    ['heddle', 'mine.json', 'application/json'],
    ['csv', 'mine.csv', 'text/csv'],
    ['rows', 'mine.csv', 'text/csv'],
    ['parquet', 'mine.parquet', 'application/octet-stream'],
    ['skorch', 'mine.zip', 'application/zip'],
    ['tensorboard', 'mine.zip', 'application/zip'],
  ])('gives %s as one file, %s', async (format, name, type) => {
    const saved = await saveRuns({ history, table, rows: null }, format, 'mine');
    expect([saved.name, saved.content.type, saved.runs]).toEqual([name, type, 2]);
    expect((await readBack(saved.name, saved.content)).runs).toHaveLength(2);
  });

  it.each(['csv', 'rows'])(
    'writes formulas as they are in %s if asked to, else with an apostrophe',
    async (format) => {
      const formula = makeHistory(makeRun('a', { parameters: { '@x': '=1+1' } }));
      const of = { history: formula, table: toTable(formula, { rows: 'epochs' }), rows: null };
      const textOf = async (rawCells: boolean) =>
        (await saveRuns(of, format, 'x', { rawCells })).content.text();
      expect(await textOf(true)).toBe('run,@x\r\na,=1+1\r\n');
      expect(await textOf(false)).toBe("run,'@x\r\na,'=1+1\r\n");
    },
  );

  it('saves the given rows alone', async () => {
    const rows = Uint32Array.of(1);
    const saved = await saveRuns({ history, table, rows }, 'heddle', 'x');
    const [run, ...others] = (await readBack(saved.name, saved.content)).runs;
    expect([run!.id, run!.records.map(({ epoch }) => epoch), others, saved.runs]).toEqual(['a', [2], [], 1]);
    const { content } = await saveRuns({ history, table, rows }, 'rows', 'x');
    expect((await content.text()).trim().split('\r\n')).toHaveLength(2);
  });

  it('says what a format cannot hold of these runs, and why it can hold nothing', async () => {
    const summary = makeHistory(makeRun('a', { ...history.runs[0], summary: { test: 1 } }));
    const saved = await saveRuns({ history: summary, table, rows: null }, 'skorch', 'x');
    expect(saved.notes.join(' ')).toContain('which a skorch history cannot hold');
    await expect(saveRuns({ history, table, rows: null }, 'cv-results', 'x')).rejects.toThrow(
      'No run has folds',
    );
  });
});
