import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../history/index.ts';
import {
  createTableDataset,
  modelOutputs,
  parseConfig,
  readModelFiles,
  readDataTable,
  TableError,
  trainRun,
  useBackend,
  validationSplit,
  writeModelFiles,
  type Dataset,
  type FillMethod,
  type TableDatasetOptions,
  type TrainedModel,
} from '../../../trainer/index.ts';

import { measureFill } from '../../../trainer/data/fill.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const load = async (text: string, options: TableDatasetOptions = {}) =>
  createTableDataset(await readDataTable(bytesOf(text), 'pets.csv'), options);

const pets = `name;weight;kind;age;species
Rex;30,;big;3;dog
`;

const table = `weight,coat,legs,species
30.5,long,4,dog
4,short,4,cat
5,none,4,cat
25,short,4,dog
3,long,4,cat
28,short,4,dog
`;

let ticks = 0;
const clock = () => (ticks += 5);

async function finish(settings: object, dataset: Dataset): Promise<{ run: Run; model: TrainedModel }> {
  const runs = trainRun(parseConfig(settings), dataset, {
    clock,
    identify: () => ({ id: 'one', started: null }),
  });
  let run: Run | undefined;
  for (;;) {
    const next = await runs.next();
    if (next.done) return { run: run!, model: next.value.model };
    run = next.value;
  }
}

beforeAll(() => useBackend('cpu'));

describe('A table', () => {
  it('becomes inputs and classes: numbers unchanged, texts one-hot, classes in alphabetical order', async () => {
    const { dataset, notes } = await load(table);
    expect(dataset).toMatchObject({
      name: 'pets.csv',
      count: 6,
      classes: 2,
      classNames: ['cat', 'dog'],
      inputNames: ['weight', 'coat=long', 'coat=none', 'coat=short', 'legs'],
      labels: Int32Array.of(1, 0, 0, 1, 0, 1),
    });
    expect([...dataset.features.slice(0, 10)]).toEqual([30.5, 1, 0, 0, 4, 4, 0, 0, 1, 4]);
    expect(notes).toEqual([
      'Column "legs" has the same value in every row: standardised it is 0, without information.',
    ]);
  });

  it('can be read from Parquet', async () => {
    const lines = table
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const column = (i: number, read: (text: string) => unknown) =>
      lines.slice(1).map((line) => read(line[i]!)) as (string | number)[];
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'weight', data: column(0, Number), type: 'DOUBLE' },
        { name: 'coat', data: column(1, String), type: 'STRING' },
        { name: 'legs', data: column(2, Number), type: 'INT32' },
        { name: 'species', data: column(3, String), type: 'STRING' },
      ],
    });
    const read = await readDataTable(new Uint8Array(buffer), 'pets.csv');
    expect(createTableDataset(read)).toEqual(await load(table));
  });

  it.each<[string, TableDatasetOptions, object]>([
    [
      'numbers with fractions are a regression',
      { target: 'weight' },
      { classes: 0, targets: Float32Array.of(30.5, 4, 5, 25, 3, 28) },
    ],
    ['whole numbers may be one if it is said', { target: 'weight', task: 'regression' }, { classes: 0 }],
    ['columns can be left out', { leaveOut: ['coat', 'legs'] }, { inputNames: ['weight'] }],
    [
      'groups are numbered, and no input',
      { groups: 'coat' },
      { groups: Int32Array.of(0, 2, 1, 2, 0, 2), inputNames: ['weight', 'legs'] },
    ],
  ])('%s', async (_, options, expected) => {
    expect((await load(table, options)).dataset).toMatchObject(expected);
  });

  it('holds out a test set with the same columns, shuffled by a seed', async () => {
    const options = { testFolds: 3, shuffleSeed: 1 };
    const { dataset } = await load(table, options);
    expect(dataset.count).toBe(4);
    expect(dataset.test).toMatchObject({ count: 2, dimensions: 5, classes: 2, name: 'pets.csv test set' });
    expect([...dataset.test!.labels].sort()).toEqual([0, 1]);
    expect((await load(table, options)).dataset).toEqual(dataset);
    expect((await load(table, { ...options, shuffleSeed: 2 })).dataset).not.toEqual(dataset);
  });

  it('drops rows with missing cells on request, and counts them', async () => {
    const gaps = table.replace('4,short', 'NA,short').replace('25,short', '25,');
    const { dataset, notes } = await load(gaps, { missing: 'drop', leaveOut: ['legs'] });
    expect(dataset.count).toBe(4);
    expect(notes).toEqual(['2 of 6 rows have missing cells and were dropped.']);
    // An omitted column may have missing cells.
    expect((await load(gaps, { leaveOut: ['weight', 'coat'] })).dataset.count).toBe(6);
  });

  it.each<[string, string, TableDatasetOptions, string]>([
    [
      'a missing cell',
      table.replace('25,short', '25,'),
      {},
      'pets.csv: row 4, column "coat": the cell is missing; fill it in, leave the column out, or drop the 1 of 6 rows with missing cells',
    ],
    [
      'a text target for a regression',
      table,
      { task: 'regression' },
      'pets.csv: target "species": expected numbers for a regression, got "dog" in row 1',
    ],
    [
      'a target that is not there',
      table,
      { target: 'Species' },
      'pets.csv: target: no column is named "Species", expected one of weight, coat, legs, species',
    ],
    [
      'a target with one class',
      table,
      { target: 'legs' },
      'pets.csv: target "legs": expected at least 2 classes, got only "4"',
    ],
    [
      'nearly a class for each row',
      table,
      { target: 'weight', task: 'classification' },
      'pets.csv: target "weight": 6 classes in 6 rows are too many: is it a regression, or another column?',
    ],
    [
      'a column left out that is not there',
      table,
      { leaveOut: ['age'] },
      'pets.csv: leaveOut: no column is named "age"',
    ],
    ['no inputs', table, { leaveOut: ['weight', 'coat', 'legs'] }, 'pets.csv: no column is left as an input'],
    [
      'an infinite number',
      table.replace('30.5', 'Infinity'),
      {},
      'pets.csv: row 1, column "weight": expected a finite number, got Infinity',
    ],
    ['gaps in every row', 'a,b\n,1\n2,\n', {}, 'pets.csv: every row has a missing cell'],
    ['one group', table, { groups: 'legs', testFolds: 2 }, '2 folds need as many groups, there are 1'],
  ])('is refused with %s', async (_, text, options, message) => {
    await expect(load(text, options)).rejects.toThrow(message);
  });

  it('is rejected with a text among numbers, and with names as inputs', async () => {
    const rows = Array.from(
      { length: 150 },
      (_, i) => `${String(i === 6 ? 'abc' : i)},n${String(i)},${String(i % 2)}`,
    );
    const text = ['a,name,y', ...rows].join('\n');
    await expect(load(text)).rejects.toThrow(
      'row 7, column "a": expected a number as in the other rows, got "abc"',
    );
    await expect(load(text, { leaveOut: ['a'] })).rejects.toThrow(
      'column "name": 150 different texts in 150 rows are too many for one-hot encoding: leave the column out',
    );
  });

  it.each([
    ['', 'pets.csv: the file is empty'],
    ['a,b\n', 'pets.csv: expected rows of data, got none'],
    ['a\n1\n', 'pets.csv: expected at least two columns, got 1'],
    ['a,b,a\n1,2,3\n', 'pets.csv: two columns are named "a"'],
    ['a,b\n1,2\n1\n', 'pets.csv: row 2 has 1 cells, expected 2'],
    [pets.replace('30,;', '30;;'), 'pets.csv: row 1 has 6 cells, expected 5'],
    ['PAR1 but no more', 'pets.csv: cannot be read as Parquet: '],
  ])('cannot be read from %j', async (text, message) => {
    const reading = readDataTable(bytesOf(text), 'pets.csv');
    await expect(reading).rejects.toThrow(TableError);
    await expect(reading).rejects.toThrow(message);
  });
});

describe('A table in JSON', () => {
  const columns = [
    { name: 'a', cells: [1, null, 3] },
    { name: 'b', cells: ['x', 'y', 'x'] },
  ];
  it.each([
    ['rows', '[{"a": 1, "b": "x"}, {"a": NaN, "b": "y"}, {"b": "x", "a": 3}]'],
    ['rows with gaps', '[{"a": 1, "b": "x"}, {"b": "y"}, {"a": 3, "b": "x"}]'],
    ['a row a line', '{"a": 1, "b": "x"}\n{"a": null, "b": "y"}\n{"a": 3, "b": "x"}\n'],
    ['columns', '{"a": [1, null, 3], "b": ["x", "y", "x"]}'],
    [
      'columns by row, as pandas has them',
      '{"a": {"0": 1, "1": null, "2": 3}, "b": {"0": "x", "1": "y", "2": "x"}}',
    ],
  ])('is read from %s', async (_, text) => {
    expect(await readDataTable(bytesOf(text), 'pets.json')).toEqual({ name: 'pets.json', columns, count: 3 });
  });

  it.each([
    ['[1, 2]', 'pets.json: row 1: expected an object'],
    ['{"a": [1], "b": 2}', 'pets.json: expected a list of rows or an object of columns, got "b"'],
    ['{"a": [1, 2], "b": [1]}', 'pets.json: column "b" has 1 cells, expected 2'],
    ['[{"a": 1, "b": [2]}]', 'row 1, column "b": expected a number or text, got a list or an object'],
    ['[{"a": 1,', 'pets.json: '],
  ])('is refused: %s', async (text, message) => {
    const reading = readDataTable(bytesOf(text), 'pets.json');
    await expect(reading).rejects.toThrow(TableError);
    await expect(reading).rejects.toThrow(message);
  });

  it('may have columns of any name', async () => {
    const { columns: read } = await readDataTable(
      bytesOf('[{"__proto__": 1, "constructor": 2}]'),
      'odd.json',
    );
    expect(read.map(({ name, cells }) => [name, cells])).toEqual([
      ['__proto__', [1]],
      ['constructor', [2]],
    ]);
  });
});

describe('A regression', () => {
  /** y = 100,000 + 20,000 a − 5,000 b and some noise, prices in size. */
  const rows = Array.from({ length: 200 }, (_, i) => {
    const [a, b] = [(i * 7) % 11, (i * 5) % 13];
    return `${String(a)},${String(b)},1,${String(100_000 + 20_000 * a - 5000 * b + ((i * 37) % 17) * 300)}`;
  });
  const prices = ['a,b,constant,price', ...rows].join('\n');
  const settings = {
    ...{ data: 'prices', hidden: [], standardise: 'columns', learningRate: 0.1, momentum: 0 },
    ...{ epochs: 40, batchSize: 40, health: false },
  };

  it('learns targets of any magnitude, and scores them in their own units', async () => {
    const { dataset } = await load(prices, { testFolds: 5, shuffleSeed: 1 });
    const { run, model } = await finish(settings, dataset);
    const last = run.records.at(-1)!;
    expect(last.valid_r2).toBeGreaterThan(0.99);
    expect(last.valid_rmse).toBeLessThan(2000);
    expect(last.valid_rmse).toBeGreaterThan(1000);
    expect(last).not.toHaveProperty('valid_acc');
    expect(run.metrics).toMatchObject({ valid_rmse: { direction: 'min' }, valid_r2: { direction: 'max' } });
    expect(last).toHaveProperty('valid_rmse_best');

    const test = dataset.test!;
    const outputs = await modelOutputs(
      model,
      test,
      Uint32Array.from({ length: test.count }, (_, i) => i),
    );
    const truth = [...test.targets!];
    const mean = truth.reduce((a, b) => a + b) / truth.length;
    const squares = truth.reduce((total, value, i) => total + (value - outputs[i]!) ** 2, 0);
    const spread = truth.reduce((total, value) => total + (value - mean) ** 2, 0);
    expect(run.summary['test_rmse']! / Math.sqrt(squares / truth.length)).toBeCloseTo(1, 4);
    expect(run.summary['test_r2']).toBeCloseTo(1 - squares / spread, 5);
  });

  it('has no R² for a constant target', async () => {
    const { dataset } = await load(
      'a,y\n' + Array.from({ length: 20 }, (_, i) => `${String(i)},7.5`).join('\n'),
      { task: 'regression' },
    );
    const { run } = await finish({ ...settings, epochs: 1 }, dataset);
    expect(run.records[0]!.valid_r2).toBeNaN();
    expect(run.status).toBe('completed');
  });

  it('diverges cleanly at a rate of 1e9, and keeps its records', async () => {
    const { dataset } = await load(prices);
    const { run } = await finish({ ...settings, learningRate: 1e9 }, dataset);
    expect(run.status).toBe('diverged');
    expect(run.records.length).toBeGreaterThan(0);
  });

  it('stops early by its own metrics', async () => {
    const { dataset } = await load(prices);
    const stopping = { earlyStopping: 'valid_r2', patience: 2, minDelta: 5 };
    const { run } = await finish({ ...settings, ...stopping }, dataset);
    expect(run.summary).toEqual({ stopped_epoch: 3 });
  });
});

describe('Missing cells that are filled in', () => {
  const gaps = `weight,coat,legs,species
30,long,4,dog
,short,4,cat
5,,4,cat
25,short,,dog
5,long,4,cat
100,long,4,dog
7,long,4,
`;
  const NA = NaN;

  it('stay missing in the data set; rows without a target are dropped', async () => {
    const { dataset, notes } = await load(gaps, { missing: 'mean' });
    expect(dataset).toMatchObject({
      count: 6,
      inputNames: ['weight', 'coat=long', 'coat=short', 'legs'],
      filling: { method: 'mean', texts: [{ start: 1, end: 3 }] },
    });
    expect([...dataset.features]).toEqual(
      [
        [30, 1, 0, 4],
        [NA, 0, 1, 4],
        [5, NA, NA, 4],
        [25, 0, 1, NA],
        [5, 1, 0, 4],
        [100, 1, 0, 4],
      ].flat(),
    );
    expect(notes).toEqual([
      '1 of 7 rows have missing cells and were dropped.',
      'Missing cells (1 in "weight", 1 in "coat", 1 in "legs") are filled in with the mean of the column, text with the most frequent one, computed on the rows that each run trains on.',
      'Column "legs" has the same value in every row: standardised it is 0, without information.',
    ]);
  });

  it.each<[FillMethod, number[], number[]]>([
    // The rows 0, 2, 3 and 4 weigh 30, 5, 25 and 5, and are long, unknown, short and long.
    ['mean', [0, 2, 3, 4], [65 / 4, 1, 0, 4]],
    ['median', [0, 2, 3, 4], [15, 1, 0, 4]],
    ['most_frequent', [0, 2, 3, 4], [5, 1, 0, 4]],
    ['mean', [0, 3], [27.5, 1, 0, 4]],
    ['most_frequent', [0, 3], [25, 1, 0, 4]],
    // No weight is known in row 1: it has the mean of the scaling.
    ['median', [1], [77, 0, 1, 4]],
  ])('have the %s of the rows %j', async (method, rows, fill) => {
    const { dataset } = await load(gaps, { missing: method });
    expect([...measureFill(dataset, Uint32Array.from(rows), [77, 0, 0, 0])!]).toEqual(fill);
  });

  it('do not depend on rows that a run does not train on, and are filled in for those alike', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `${i % 3 === 0 ? '' : String(i % 7)},${String(i)},${'ab'[i % 2]!}`,
    );
    const { dataset } = await load(`x,y,kind\n${lines.join('\n')}\n`, { missing: 'median', testFolds: 4 });
    const { run, model } = await finish(
      { hidden: [3], epochs: 2, batchSize: 8, standardise: 'columns' },
      dataset,
    );
    expect(run.records.every(({ valid_loss: loss }) => Number.isFinite(loss))).toBe(true);
    expect(run.summary['test_acc']).toSatisfy(Number.isFinite);
    const rows = Uint32Array.from({ length: dataset.test!.count }, (_, row) => row);
    expect((await modelOutputs(model, dataset.test!, rows)).every(Number.isFinite)).toBe(true);

    const { train: trained, test: validated } = validationSplit(
      dataset,
      5,
      Uint32Array.from({ length: dataset.count }, (_, row) => row),
    );
    expect([...model.scaling.fill!]).toEqual([...measureFill(dataset, trained, model.scaling.mean)!]);
    const changed = { ...dataset, features: dataset.features.slice() };
    for (const row of validated) changed.features[row * dataset.dimensions] = 1000;
    const again = await finish({ hidden: [3], epochs: 1, batchSize: 8, standardise: 'columns' }, changed);
    expect(again.model.scaling.fill).toEqual(model.scaling.fill);
  });

  it('are saved with a model', async () => {
    const { dataset } = await load(gaps, { missing: 'median' });
    const { model } = await finish({ hidden: [2], epochs: 1, validationFolds: 2 }, dataset);
    const { json, weights } = writeModelFiles(model);
    expect(readModelFiles({ json, weights }).scaling).toEqual(model.scaling);
  });

  it('are needed: a column without any value cannot be filled in', async () => {
    await expect(load('a,b,c\n,1,x\n,2,y\n,3,x\n,4,y\n', { missing: 'mean' })).rejects.toThrow(
      'pets.csv: column "a": every cell is missing: leave the column out',
    );
  });
});
