import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOfContent,
  exportHistory,
  importFile,
  importFiles,
  readHistory,
  toTable,
} from '../../../history/index.ts';
import type { History, Run } from '../../../history/index.ts';
import { anyHistory } from '../arbitrary.ts';
import { contentOf } from '../cells.ts';
import { difference } from '../same.ts';
import { gridHistory, tidyHistory } from './tidy.ts';

async function exported(history: History, format: string) {
  const { files } = await exportHistory(history, format, undefined, { isSearched: true });
  return files.map(({ path, content }) => ({
    path,
    bytes: Uint8Array.from(Buffer.concat([...bytesOfContent(content)])),
  }));
}

async function reimported(history: History, format: string): Promise<History> {
  const files = await exported(history, format);
  const entries = files.map(({ path, bytes }) => ({
    path,
    size: bytes.length,
    read: () => Promise.resolve(bytes),
  }));
  return (await importFiles(entries)).history;
}

const content = (history: History) => new Map(contentOf(toTable(history, { rows: 'epochs' })));

describe('an export that is imported again', () => {
  it('is the same in Heddle JSON, for any history', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const [file] = await exported(history, 'heddle');
        expect(difference(readHistory(new TextDecoder().decode(file!.bytes)), history)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it.each(['csv', 'jsonl', 'hiplot'])(
    'has the same cells in %s: NaN, infinities, missing, not applicable',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(tidyHistory, async (history) => {
          expect(content(await reimported(history, format))).toEqual(content(history));
        }),
        { numRuns: 60 },
      );
    },
  );

  it('has the same cells in parquet, except that not applicable becomes missing', async () => {
    await fc.assert(
      fc.asyncProperty(tidyHistory, async (history) => {
        const expected = [...content(history)].map(([name, cells]) => [
          name,
          cells.map((cell) => cell ?? null),
        ]);
        expect([...content(await reimported(history, 'parquet'))]).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('has the same parameters, status and scalars as float32 in tensorboard', async () => {
    const scalars = ({ records }: Run) =>
      records.map(({ epoch, ...record }) => ({
        epoch,
        values: Object.fromEntries(
          Object.entries(record)
            .filter(([, value]) => typeof value === 'number')
            .map(([key, value]) => [key, Math.fround(value as number)]),
        ),
      }));
    await fc.assert(
      fc.asyncProperty(tidyHistory, async (history) => {
        const { runs } = await reimported(history, 'tensorboard');
        expect(runs.map(({ name, parameters, status }) => ({ name, parameters, status }))).toEqual(
          history.runs.map(({ name, parameters, status }) => ({ name, parameters, status })),
        );
        expect(runs.map(scalars)).toEqual(history.runs.map(scalars));
      }),
      { numRuns: 40 },
    );
  });

  it('has the same records in skorch', async () => {
    await fc.assert(
      fc.asyncProperty(tidyHistory, async (history) => {
        const files = (await exported(history, 'skorch')).filter(({ path }) => path.endsWith('history.json'));
        const runs = files.flatMap(({ path, bytes }) => importFile(bytes, path).history.runs);
        const records = (all: readonly Run[]) => all.map((run) => run.records);
        expect(difference(records(runs), records(history.runs))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it.each(['cv-results', 'cv-results-records', 'cv-results-csv'])(
    'has the same scores and parameters in %s',
    async (format) => {
      const facts = ({ runs }: History) =>
        runs.map(({ fold, parameters, summary, parent }) => ({
          fold,
          parameters,
          scores: parent === null ? [] : [summary['test_score'], summary['train_score']],
          parent: runs.findIndex(({ id }) => id === parent),
        }));
      await fc.assert(
        fc.asyncProperty(gridHistory, async (history) => {
          expect(facts(await reimported(history, format))).toEqual(facts(history));
        }),
        { numRuns: 60 },
      );
    },
  );
});
