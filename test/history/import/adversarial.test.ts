import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportHistory, importFiles, toTable } from '../../../history/index.ts';
import { importSet, inPieces } from './files.ts';

/**
 * Texts that make an ambiguous pattern backtrack. A parser of quadratic time needs minutes for the largest size and runs
 * into the timeout.
 */
const ADVERSARIAL: Record<string, (length: number) => Record<string, string>> = {
  'digits that end in a letter': (length) => ({
    'a.csv': `epoch,loss,lr\n1,${'1'.repeat(length)}x,${'2'.repeat(length)}y\n2,0.5,0.1\n`,
  }),
  'digits that end in a letter, as JSON': (length) => ({
    'a.json': JSON.stringify([1, 2].map((epoch) => ({ epoch, loss: 1, lr: `${'1'.repeat(length)}x` }))),
  }),
  'a comment of openings': (length) => ({ 'a.csv': `${'#{'.repeat(length)}\nepoch,loss\n1,2\n2,1\n` }),
  'a header of openings': (length) => ({
    'trials.csv': `config_id,metric:${' ['.repeat(length)},metric:a [0; 1] (minimize)\n1,2,3\n`,
  }),
  "a tag of Ray's without an equals sign": (length) => ({
    'a.jsonl': [1, 2]
      .map((training_iteration) =>
        JSON.stringify({ trial_id: 'a', training_iteration, experiment_tag: 'a'.repeat(length) }),
      )
      .join('\n'),
  }),
  'a name of endings': (length) => ({ [`${'.gz'.repeat(length)}.x`]: 'epoch,loss\n1,2\n2,1\n' }),
  'names of dots': (length) => ({
    'a.csv': `run,epoch,loss\n${['a', 'b'].map((end) => `x${'.'.repeat(length)}${end},1,2\n`).join('')}`,
  }),
  'rows of one epoch': (length) => ({ 'a.csv': `epoch,loss\n${'1,0.5\n'.repeat(length)}` }),
  'a log that steps back': (length) => ({
    'a.csv': `epoch,loss\n${Array.from({ length: Math.ceil(length / 3) }, (_, k) => `${k},1\n${k + 1},2\n${k + 2},3\n`).join('')}`,
  }),
  'a folder of letters': (length) => ({ [`${'a'.repeat(length)}=/a.csv`]: 'epoch,loss\n1,2\n2,1\n' }),
};

describe.each(Object.entries(ADVERSARIAL))('%s', (_, filesOf) => {
  it('is read and exported in time proportional to its length', { timeout: 30_000 }, async () => {
    for (let length = 1000; length <= 512_000; length *= 2) {
      const { history, files } = await importSet(filesOf(length));
      expect(files.every(({ outcome }) => outcome === 'taken')).toBe(true);
      toTable(history, { rows: 'epochs' });
      if (history.runs.length > 1) await exportHistory(history, 'tensorboard');
    }
  });
});

describe('a zip archive of many small files', () => {
  it.each([
    ['in one folder', (i: number) => `run${String(i)}.csv`],
    [
      'in folders with their parameters',
      (i: number) => `run${String(i)}/${i % 2 === 0 ? 'a.csv' : 'params.json'}`,
    ],
    [
      'each with its parameters',
      (i: number) => `run${String(i >> 1)}.${i % 2 === 0 ? 'csv' : 'params.json'}`,
    ],
  ])('is read in time proportional to their number: %s', { timeout: 60_000 }, async (_, pathOf) => {
    for (const count of [500, 20_000]) {
      const files: Record<string, Uint8Array> = {};
      for (let i = 0; i < count; i++) {
        const path = pathOf(i);
        files[path] = strToU8(path.endsWith('.json') ? '{"lr": 0.1}' : 'epoch,loss\n1,2\n2,1\n');
      }
      const { history } = await importSet({ 'runs.zip': zipSync(files, { level: 0 }) });
      expect(history.runs).toHaveLength(Object.keys(files).filter((path) => path.endsWith('.csv')).length);
    }
  });

  it('is read from disk in blocks, not in a piece or more for each', async () => {
    const log = strToU8('epoch,loss\n1,2\n2,1\n');
    const names = Array.from({ length: 2000 }, (_, i) => `run${String(i)}.csv`).sort();
    const zip = inPieces('runs.zip', zipSync(Object.fromEntries(names.map((name) => [name, log]))));
    const { history } = await importFiles([zip]);
    expect(history.runs).toHaveLength(names.length);
    expect(zip.count()).toBeLessThan(20);
  });
});

describe('a record of many keys', () => {
  it.each([
    ['JSON', (keys: readonly string[]) => JSON.stringify([Object.fromEntries(keys.map((key) => [key, 1]))])],
    ['CSV', (keys: readonly string[]) => `${keys.join(',')}\n${keys.map(() => '1').join(',')}\n`],
  ])('is read in time proportional to their number: %s', { timeout: 60_000 }, async (_, textOf) => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `key${String(i)}`);
    const { history } = await importSet({ 'a.txt': textOf(keys) });
    expect(toTable(history, { rows: 'epochs' }).columns).toHaveLength(keys.length + 1);
  });
});
