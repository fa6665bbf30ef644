import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';

const FOLDER = new URL('../../../../fixtures/python/', import.meta.url);
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, FOLDER)));

async function open(path: string, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) {
  const { history, files } = await importSet({ [path.split('/').at(-1)!]: change(bytesOf(path)) });
  return { runs: history.runs, report: files[0]! };
}

interface Trial {
  readonly number: number;
  readonly state: string;
  readonly value: string | null;
  readonly params: Record<string, unknown>;
  readonly intermediate: Record<string, string>;
}

/** What Optuna itself says of the study, numbers as Python prints them. */
const TRIALS = JSON.parse(readFileSync(new URL('optuna/facts.json', FOLDER), 'utf8')) as Trial[];
const NUMBERS: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const numberOf = (text: string) => NUMBERS[text] ?? Number(text);
const STATUS: Record<string, string> = {
  COMPLETE: 'completed',
  PRUNED: 'stopped',
  FAIL: 'failed',
  RUNNING: 'running',
};

describe("Optuna's study", () => {
  it.each(['optuna/study.db', 'optuna/journal.log'])('in %s is what Optuna says it is', async (path) => {
    const { runs } = await open(path);
    const trials = runs.filter(({ name }) => !name.startsWith('two'));
    expect(trials).toHaveLength(TRIALS.length);
    for (const [i, { state, value, params, intermediate, number }] of TRIALS.entries()) {
      const run = trials[i]!;
      expect(run.status).toBe(STATUS[state]);
      expect(run.summary['value']).toEqual(value === null ? null : numberOf(value));
      expect(run.parameters).toEqual({
        ...params,
        ...(Object.keys(params).length > 0 ? { seed: 7 + number } : {}),
      });
      expect(run.records.map((record) => record['intermediate_value'])).toEqual(
        Object.values(intermediate).map(numberOf),
      );
    }
  });

  it('has several objectives with their directions', async () => {
    const { runs } = await open('optuna/study.db');
    const run = runs.find(({ name }) => name.startsWith('two'))!;
    expect(run.summary).toEqual({ values_0: 0.5, values_1: 1 });
    expect(run.metrics).toEqual({ values_0: { direction: 'min' }, values_1: { direction: 'max' } });
  });

  it.each([
    ['optuna/trials.csv', 9],
    ['optuna/trials-bom-crlf.csv', 9],
    ['optuna/journal-cut-off.log', 8],
  ])('in %s has the same values', async (path, count) => {
    const { runs } = await open(path);
    expect(runs).toHaveLength(count);
    // Of a study whose trial was pruned, the frame has the value and the journal does too.
    expect(runs.map(({ summary }) => summary['value'])).toEqual(
      TRIALS.slice(0, count).map(({ value }) => (value === null ? null : numberOf(value))),
    );
  });
});

describe("MLflow's database", () => {
  it('gives NaN and infinities back, and leaves out what was deleted', async () => {
    const { runs, report } = await open('mlflow/mlflow.db');
    expect(runs.map(({ name, status, parent }) => [name, status, parent])).toEqual([
      ['calm-owl', 'completed', null],
      ['wise-elk', 'running', 'a1'],
    ]);
    expect(runs[0]!.records.map((record) => record['loss'])).toEqual([0.5, Infinity, NaN]);
    expect(runs[0]!.records[2]!['acc']).toBe(-Infinity);
    expect(runs[0]!.parameters).toEqual({ lr: 0.1, nesterov: true });
    expect(report.notes).toContain('Deleted runs are left out: 1.');
  });
});

describe("trackio's database", () => {
  it('gives each run its steps and its configuration', async () => {
    const { runs, report } = await open('trackio/project.db');
    expect(runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['dainty-1', { lr: 0.01, 'model.units': 64 }],
      ['dainty-2', {}],
    ]);
    expect(runs[0]!.records.map((record) => [record['loss'], record['train/acc']])).toEqual([
      [1.5, 0.5],
      [NaN, 0.75],
    ]);
    expect(report.notes).toContain('Lines whose metrics are no JSON object are left out: 1.');
  });
});

describe('a database', () => {
  it('that is cut off is refused', async () => {
    const { report } = await open('optuna/study.db', (bytes) => bytes.slice(0, 5000));
    expect(report.outcome).toBe('failed');
    expect(report.notes[0]).toMatch(/^"study\.db" (?:cannot be read as an SQLite|is a damaged) database: /);
  });

  it('that was left with a write-ahead log is read all the same', async () => {
    const { runs, report } = await open('mlflow/mlflow.db', (bytes) => {
      const copy = bytes.slice();
      copy.fill(2, 18, 20);
      return copy;
    });
    expect(runs).toHaveLength(2);
    expect(report.notes.join()).toMatch(/write-ahead log/);
  });

  it('of something else says what it has', async () => {
    const { report } = await open('mlflow/mlflow.db', (bytes) => {
      const text = new TextDecoder('latin1').decode(bytes).replaceAll('experiments', 'experimentz');
      return Uint8Array.from(text, (char) => char.charCodeAt(0));
    });
    expect(report.notes).toEqual([
      '"mlflow.db" is an SQLite database with the tables experimentz, runs, metrics, params, tags, none of Optuna, MLflow, trackio or NNI.',
    ]);
  });
});
