import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFixtures } from '../../../fixtures/formats/files.ts';
import { readHistory, writeHistory } from '../../../history/index.ts';
import { FOLDER, importFixture, messageOf } from './fixture.ts';

/** Fixtures that import: path, format, names of the runs with their numbers of epochs, and notes beside the first. */
const GOOD: [path: string, format: string, runs: Record<string, number>, notes?: RegExp[]][] = [
  ['heddle/history.json', 'heddle', { relu: 10 }],
  ['heddle/history.json.gz', 'heddle', { relu: 10 }, [/^The file is unpacked from gzip\.$/]],
  ['heddle/extra-keys.json', 'heddle', { relu: 10 }],
  ['skorch/history.json', 'skorch', { history: 5 }, []],
  ['skorch/counted.json', 'skorch', { counted: 5 }, []],
  ['skorch/nan.json', 'skorch', { nan: 5 }, []],
  ['skorch/scored.json', 'skorch', { scored: 5 }, [/^Lists and objects are left out, in "confusion"/]],
  ['skorch/interrupted.json', 'skorch', { interrupted: 5 }, [/^The last epoch .* is left out/]],
  ['skorch/interrupted-late.json', 'skorch', { 'interrupted-late': 6 }, [/what it lacks is missing/]],
  ['skorch/fitted-twice.json', 'skorch', { 'fitted-twice 1': 5, 'fitted-twice 2': 5 }, [/taken as 2 runs/]],
  ['hostile/latin-1.csv', 'csv', { 'latin-1': 1 }, [/is read as Windows-1252/]],
  ['hostile/utf-16.csv', 'csv', {}, [/is read as UTF-16/]],
  ['records/notebook.json', 'records', { notebook: 5 }],
  ['records/named-runs.json', 'records', { relu: 5, tanh: 5 }],
  ['records/interleaved.json', 'records', { relu: 5, tanh: 5 }],
  [
    'records/row-per-run.json',
    'records',
    { 'activation=ReLU, units=64': 0, 'activation=Tanh, units=128': 0 },
  ],
  ['records/nan.json', 'records', { nan: 5 }],
  ['records/big-integers.json', 'records', { '12345678901234567890': 0, '2': 0 }],
  ['records/empty.json', 'records', {}],
  ['records/lines.jsonl', 'records', { lines: 5 }],
  [
    'records/lines-cut-off.jsonl',
    'records',
    { 'lines-cut-off': 2 },
    [
      /^The last line is cut off/,
      /^One line is not valid JSON and is left out: line 3, column 1: expected a value/,
    ],
  ],
  ['csv/notebook.csv', 'csv', { notebook: 5 }],
  ['csv/bom-crlf.csv', 'csv', { 'bom-crlf': 5 }],
  ['csv/decimal-comma.csv', 'csv', { 'decimal-comma': 5 }, [/added for "train_loss", "valid_acc"/]],
  ['csv/padded.tsv', 'csv', { padded: 5 }, [/added for "train_loss", "valid_acc"/]],
  [
    'csv/keras-restart.csv',
    'keras-csv',
    { 'keras-restart 1': 3, 'keras-restart 2': 4 },
    [/added for "acc", "loss"/, /counted from 1 here, from 0 in the file/],
  ],
  [
    'csv/damaged/repeated-header.csv',
    'csv',
    { 'repeated-header 1': 5, 'repeated-header 2': 5 },
    [/^The header occurs 2 times/],
  ],
  ['csv/pandas-index.csv', 'csv', { 'pandas-index': 5 }, [/^The first column has no name/]],
  ['csv/damaged/header-only.csv', 'csv', {}],
  ['csv/damaged/missing.csv', 'csv', { missing: 6 }, [/added for "loss", "acc"/]],
  [
    'csv/damaged/bad-cell.csv',
    'csv',
    { 'bad-cell': 4 },
    [/^Row 2, column "loss": expected a number, got "#DIV\/0!"/, /added/],
  ],
  ['csv/conditional.csv', 'csv', { a: 0, b: 0, c: 0 }],
  ['csv/quoted.csv', 'csv', { quoted: 2 }, [/added for "loss"/]],
  ['csv/damaged/cut-off.csv', 'csv', { 'cut-off': 5 }, [/^The last line ends after 4 of 8 cells/]],
  ['csv/damaged/ragged.csv', 'csv', { ragged: 3 }, [/^One row has fewer/, /^One row has more/, /added/]],
  ['csv/train-and-valid-lines.csv', 'csv', { 'train-and-valid-lines': 2 }, [/added/]],
  ['csv/newest-first.csv', 'csv', { 'newest-first': 5 }],
  ['csv/results-with-epochs.csv', 'csv', { '0.1': 1, '0.2': 1, '0.3': 1, '0.4': 1 }, [/added/]],
  ['hiplot/chains.json', 'hiplot', { a1: 3, a4: 2, b4: 2 }, [/added for "acc"/]],
  [
    'hiplot/special.json',
    'hiplot',
    { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 },
    [/^HiPlot's colours/, /Links to missing rows are left out: 1/],
  ],
  ['hiplot/compressed.json', 'hiplot', { x: 0, y: 0 }],
  ['hiplot/served.json', 'hiplot', { 0: 0, 1: 0, 2: 0 }],
  ['hiplot/circle.json', 'hiplot', { p: 0, q: 0 }, [/form a cycle/]],
  ['hostile/html.csv', 'csv', { '<img src=x onclick=alert(1)>': 0, '=HYPERLINK("x")': 0 }],
];

const BAD: [path: string, message: RegExp][] = [
  [
    'heddle/bad-value.json',
    /cannot be read: runs\[0\]\.records\[3\]\.valid_loss: expected a number, got "abc"\.$/,
  ],
  ['heddle/newer.json', /the file has version 2, and this program reads up to version 1\.$/],
  [
    'heddle/truncated.json',
    /not valid JSON: line 10, column \d+: .*got the end of the file: it seems to be cut off\.$/,
  ],
  ['skorch/bad-value.json', /cannot be read: \[3\]\.valid_loss: expected a number, got "abc"\.$/],
  ['skorch/truncated.json', /not valid JSON: line 1, column 901: .*it seems to be cut off\.$/],
  ['records/not-an-object.json', /cannot be read: \[5\]: expected an object, got 5\.$/],
  ['cv_results/unequal.json', /mean_test_score: expected 3 values as in mean_fit_time, got 1\.$/],
  ['cv_results/bad-score.json', /\[1\]\.mean_test_score: expected a number, got "abc"\.$/],
  ['hiplot/bad-values.json', /datapoints\[1\]\.values: expected an object, got 7\.$/],
  ['hostile/prose.txt', /is text, but neither JSON nor a table of columns\.$/],
  ['hostile/page.html', /is a web page or XML/],
  ['hostile/zeros.bin', /is not text: it contains zero bytes\.$/],
  ['hostile/archive.zip', /is a zip archive: unpack it/],
  ['hostile/broken.json.gz', /is broken gzip: unexpected EOF\.$/],
  ['hostile/empty.json', /is empty\.$/],
  ['hostile/blank.csv', /is empty\.$/],
  ['hostile/unknown.json', /is JSON \(an object with the keys "weights", "bias"\) of an unknown format\.$/],
  ['hostile/numbers.json', /is JSON \(a list of 3, the first is 1\) of an unknown format/],
  ['hostile/deep.json', /nested deeper than 1000 levels\.$/],
];

describe('fixtures that import', () => {
  it.each(GOOD)('%s is %s', (path, format, runs, notes = []) => {
    const imported = importFixture(path);
    expect(imported.format).toBe(format);
    const epochs: Record<string, number> = {};
    for (const { name, records } of imported.history.runs)
      epochs[name] = (epochs[name] ?? 0) + records.length;
    expect(epochs).toEqual(runs);
    const [, ...others] = imported.notes;
    expect(others.length).toBe(notes.length);
    for (const [i, note] of notes.entries()) expect(others[i]).toMatch(note);
  });

  it.each(GOOD)('%s is a valid history, which a file keeps', (path) => {
    const { history } = importFixture(path);
    const text = writeHistory(history);
    expect(writeHistory(readHistory(text))).toBe(text);
  });

  it.each(GOOD.filter(([, format]) => format !== 'heddle'))(
    '%s says where its runs come from: %s',
    (path, format) => {
      for (const { source } of importFixture(path).history.runs)
        expect(source).toMatchObject({ format, file: path });
    },
  );
});

describe('fixtures that do not', () => {
  it.each(BAD)('%s', (path, message) => {
    const said = messageOf(() => importFixture(path));
    expect(said).toMatch(message);
    expect(said).toContain(JSON.stringify(path));
  });
});

describe('fixtures/formats', () => {
  const fixtures = [...formatFixtures()];

  it.each(fixtures)('%s is what make.ts writes', (path, content) => {
    const file = new URL(path, FOLDER);
    expect(existsSync(file)).toBe(true);
    expect(Buffer.compare(readFileSync(file), Buffer.from(content))).toBe(0);
  });

  it('all have a test', () => {
    const elsewhere = /^cv_results\/(?!unequal|bad)|^hostile\/proto/;
    const tested = new Set([...GOOD, ...BAD].map(([path]) => path));
    expect(
      fixtures.map(([path]) => path).filter((path) => !tested.has(path) && !elsewhere.test(path)),
    ).toEqual([]);
  });
});
