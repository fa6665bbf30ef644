import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'citty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainOptions, type TrainArguments } from '../../../src/cli/train/options.ts';
import { prepare } from '../../../src/cli/train/prepare.ts';
import { settings } from '../../../src/cli/train/settings.ts';
import { defaultConfig, parameterName } from '../../../trainer/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-prepare-'));
  await writeFile(
    join(folder, 'groups.txt'),
    Array.from({ length: 3000 }, (_, row) => `g${row % 7}\n`).join(''),
  );
  const pets = Array.from({ length: 40 }, (_, row) => {
    return `o${row % 5},${row === 6 ? '' : row / 4},1,${row % 2 === 0 ? 'cat' : 'dog'}`;
  });
  await writeFile(join(folder, 'pets.csv'), ['owner,weight,legs,kind', ...pets].join('\n'));
  await writeFile(
    join(folder, 'pets.json'),
    JSON.stringify(pets.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [`c${i}`, cell])))),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What becomes of a call on the spiral; `FOLDER` stands for the test's own. */
async function planOf(...words: string[]) {
  const all = words.includes('--data') ? words : ['--data', 'spiral', ...words];
  const rawArgs = [...all, '--force', '--out', 'FOLDER/runs.json'].map((word) =>
    word.replace('FOLDER', folder),
  );
  const args = parseArgs(rawArgs, trainOptions) as unknown as TrainArguments;
  return prepare(args, rawArgs);
}

const paramsOf = async (...words: string[]) =>
  (await planOf(...words)).plan.candidates.map(({ params }) => params);

describe('the arguments of train', () => {
  it('default to one run with the default settings', async () => {
    const { plan } = await planOf();
    expect(plan.jobs.map(({ config, fold }) => ({ config, fold }))).toEqual([
      { config: { ...defaultConfig, data: 'spiral' }, fold: null },
    ]);
  });

  it.each([
    [['mine=max(0, x)'], [{ name: 'mine', formula: 'max(0, x)' }]],
    [
      ['mine = x > 0 ? x : 0', '--derivative', 'x > 0 ? 1 : 0'],
      [{ name: 'mine', formula: 'x > 0 ? x : 0', derivative: 'x > 0 ? 1 : 0' }],
    ],
    [
      ['relu,mine=min(1, max(0, x)),mine-tanh'],
      [
        'relu',
        { name: 'mine', formula: 'min(1, max(0, x))' },
        [{ name: 'mine', formula: 'min(1, max(0, x))' }, 'tanh'],
      ],
    ],
  ])('include activations of one’s own: %j', async (words, expected) => {
    const { plan } = await planOf('--hidden', '4-4', '--activation', ...words);
    expect(plan.candidates.map(({ config }) => config.activation)).toEqual(expected);
  });

  it.each([
    [['--activation', 'relu=max(0, x)'], 'name: "relu" is taken'],
    [['--activation', 'mine=max(0, y)'], 'unknown name "y"'],
    [['--activation', 'relu', '--derivative', '1'], '--derivative: expected one user-defined activation'],
    [['--activation', 'a=x^2,b=x^3', '--derivative', '1'], 'got 2'],
    [['--derivative', '1'], '--derivative: needs a user-defined activation'],
  ])('refuse %j', async (words, message) => {
    await expect(planOf(...words)).rejects.toThrow(message);
  });

  it('are warned of: a wrong derivative, an overflow, a class smaller than the folds', async () => {
    const { notes } = await planOf('--activation', 'mine=log(1 + exp(x))', '--derivative', '1');
    expect(notes).toEqual([
      expect.stringMatching(/^mine: the derivative is wrong at x = -\d+: yours 1, true 0 /),
      'mine: f(100) overflows to Infinity in the 32-bit numbers of training.',
    ]);
    expect((await planOf('--activation', 'mine=max(0, x)')).notes).toEqual([]);
  });

  it('include an option for every setting', () => {
    for (const setting of settings) {
      expect(Object.keys(trainOptions)).toContain(parameterName(setting).replaceAll('_', '-'));
    }
  });

  it.each([
    [['--hidden', '8,4', '--no-shuffle'], { hidden: [8, 4], shuffle: false }],
    [['--shuffle', '--epochs', '3'], { shuffle: true, epochs: 3 }],
    [['--hidden', '32-16'], { hidden: [32, 16] }],
    [['--hidden', 'none', '--optimizer', 'adam'], { hidden: [], optimizer: 'adam' }],
    [['--activation', 'relu-tanh'], { activation: ['relu', 'tanh'] }],
  ])('%j set the configuration', async (words, settings) => {
    const { plan } = await planOf(...words);
    expect(plan.jobs).toHaveLength(1);
    expect(plan.jobs[0]!.config).toMatchObject(settings);
  });

  it('expand several values of a setting, and every --param', async () => {
    expect(
      await paramsOf('--activations', 'relu,tanh', '--param', 'lr=0.1,0.01', '--param=hidden=8-4,16'),
    ).toEqual(
      ['relu', 'tanh'].flatMap((activation) =>
        [0.1, 0.01].flatMap((learning_rate) =>
          ['8-4', '16'].map((hidden) => ({ activation, learning_rate, hidden })),
        ),
      ),
    );
  });

  it('can vary a setting for some values of another one only', async () => {
    const words = ['--param', 'optimizer=sgd,adam', '--param', 'momentum=0,0.9 if optimizer=sgd'];
    expect(await paramsOf(...words)).toEqual([
      { optimizer: 'sgd', momentum: 0 },
      { optimizer: 'sgd', momentum: 0.9 },
      { optimizer: 'adam' },
    ]);
  });

  it('sample intervals', async () => {
    const words = [
      '--search',
      'random',
      '--samples',
      '5',
      '--param',
      'lr=1e-4..0.1:log',
      '--param',
      'batch-size=8..64:int',
    ];
    const drawn = await paramsOf(...words);
    expect(drawn).toHaveLength(5);
    expect(await paramsOf(...words)).toEqual(drawn);
    expect(await paramsOf(...words, '--search-seed', '1')).not.toEqual(drawn);
  });

  it('accept a formula as an activation', async () => {
    const { plan } = await planOf(
      '--param',
      'activation=relu,{"name":"quick","formula":"x * sigmoid(1.702 * x)"}',
    );
    expect(plan.candidates.map(({ name }) => name)).toEqual(['relu', 'quick']);
  });

  it('select the target and the inputs of a table', async () => {
    const words = ['--data', 'FOLDER/pets.csv', '--drop-missing', '--test-folds', '3'];
    const { plan, dataset } = await planOf(
      ...words,
      '--groups',
      'owner',
      '--folds',
      '2',
      '--leave-out',
      'legs',
    );
    expect(dataset).toMatchObject({ dimensions: 1, inputNames: ['weight'], classNames: ['cat', 'dog'] });
    expect(dataset.count + dataset.test!.count).toBe(39);
    expect(plan.jobs[0]!.config).toMatchObject({ standardise: 'columns', data: join(folder, 'pets.csv') });
    for (const { fold } of plan.jobs) {
      const trained = new Set([...fold!.split.train].map((row) => dataset.groups![row]));
      expect([...fold!.split.test].filter((row) => trained.has(dataset.groups![row]))).toEqual([]);
    }
  });

  it('select regression on a column, with a split in order on request', async () => {
    const words = ['--data', 'FOLDER/pets.csv', '--target', 'weight', '--drop-missing', '--keep-order'];
    const { dataset } = await planOf(...words, '--standardise', 'all');
    expect([...dataset.targets!.subarray(0, 3)]).toEqual([0, 0.25, 0.5]);
    expect(dataset.inputNames).toContain('kind=cat');
  });

  it('keep groups together', async () => {
    const { plan } = await planOf('--folds', '3', '--groups', 'FOLDER/groups.txt', '--limit', '100');
    for (const { fold } of plan.jobs) {
      const trained = new Set([...fold!.split.train].map((row) => row % 7));
      expect([...fold!.split.test].filter((row) => trained.has(row % 7))).toEqual([]);
    }
  });

  it('cross-validate a table of learning rates for a fair comparison', async () => {
    const { plan } = await planOf('--activations', 'relu,tanh', '--fair-lr');
    expect(plan).toMatchObject({ splits: 3, scoring: ['accuracy'] });
    expect(plan.candidates).toHaveLength(2 * 6);
  });

  it('resume the runs of the same call only', async () => {
    const call = ['--folds', '2', '--activations', 'relu,tanh'];
    // Existing checkpoints would stay until the first new one is saved.
    await rm(join(folder, 'runs.json.checkpoints'), { recursive: true, force: true });
    const idsOf = ({ plan }: Awaited<ReturnType<typeof planOf>>) => plan.jobs.map(({ id }) => id);
    const begun = await planOf(...call);
    expect(begun.checkpoints.isResumed).toBe(false);
    const resumed = await planOf(...call, '--resume');
    expect(resumed.checkpoints.isResumed).toBe(true);
    expect(idsOf(resumed)).toEqual(idsOf(begun));

    const others = [
      ['--folds', '3', '--activations', 'relu,tanh'],
      [...call, '--learning-rate', '0.5'],
      [...call, '--limit', '100'],
      [...call, '--shuffle-folds', '1'],
    ];
    for (const other of others) {
      await expect(planOf(...other, '--resume'), other.join(' ')).rejects.toThrow(
        `--resume: "${folder}/runs.json.checkpoints" belongs to a call with other settings: use the same, or --force without --resume to start over`,
      );
    }
    // What was refused has left the checkpoints as they were.
    expect(idsOf(await planOf(...call, '--resume'))).toEqual(idsOf(begun));
  });

  it('share the data between workers, of which there are no more than fits', async () => {
    const { dataset, workers } = await planOf('--workers', '9', '--folds', '2');
    expect(dataset.features.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(workers).toBe(2);
  });

  it.each<[string[], string]>([
    [['--hidden', '-3'], 'hidden: expected a list of whole numbers of at least 1, got [-3]'],
    [['--epochs', 'many'], 'epochs: expected a whole number of at least 1, got "many"'],
    [['--epochs', ','], '--epochs: expected one or more values, got none'],
    [
      ['--data', 'nothing'],
      '--data: expected mnist, spiral, circles, moons, xor, clusters, tabular, TABLE[:TARGET] or IMAGES,LABELS, got "nothing"',
    ],
    [
      ['--data', 'FOLDER/pets.csv'],
      'pets.csv: row 7, column "weight": the cell is missing; fill it in, leave the column out, or drop the 1 of 40 rows with missing cells',
    ],
    [
      ['--data', 'FOLDER/pets.csv', '--task', 'regression', '--drop-missing', '--keep-order'],
      'pets.csv: target "kind": expected numbers for a regression, got "cat" in row 1',
    ],
    [
      ['--data', 'FOLDER/pets.csv', '--target', 'kin', '--drop-missing'],
      'pets.csv: target: no column is named "kin", expected one of owner, weight, legs, kind',
    ],
    [
      ['--data', 'FOLDER/pets.csv', '--folds', '50', '--drop-missing'],
      '50 folds need as many rows, pets.csv has 39',
    ],
    [
      ['--data', 'FOLDER/pets.csv', '--task', 'guess'],
      '--task: expected classification or regression, got "guess"',
    ],
    [['--target', 'kind'], '--target: is for tables, and --data spiral is not a table'],
    [['--fill-missing', 'mean'], '--fill-missing: is for tables, and --data spiral is not a table'],
    [
      ['--data', 'FOLDER/pets.csv', '--fill-missing', 'mode'],
      '--fill-missing: expected mean or median or most-frequent, got "mode"',
    ],
    [
      ['--data', 'FOLDER/pets.csv', '--fill-missing', 'mean', '--drop-missing'],
      '--fill-missing: rows with missing cells cannot be dropped, too',
    ],
    [['--drop-missing'], '--drop-missing: is for tables, and --data spiral is not a table'],
    [['--folds', '1'], '--folds: expected a whole number of at least 2, got "1"'],
    [['--folds', '50', '--limit', '40'], '50 folds need as many rows, spiral has 40'],
    [['--fold-kind', 'plain'], '--folds: expected a number of folds, got nothing'],
    [
      ['--folds', '3', '--fold-kind', 'round'],
      '--fold-kind: expected stratified or grouped or plain, got "round"',
    ],
    [['--folds', '8', '--groups', 'FOLDER/groups.txt'], '8 folds need as many groups, there are 7'],
    [['--margin', '0.01'], '--margin: needs --verdict or --fair-lr'],
    [['--verdict', '--margin', '-1'], '--margin: expected a number of at least 0, got "-1"'],
    [['--verdict', '--margin', ''], '--margin: expected a number of at least 0, got ""'],
    [
      ['--activations', 'relu,tanh', '--verdict', '--baseline', 'elu'],
      '--baseline: expected one of "relu", "tanh", got "elu"',
    ],
    [['--backend', 'abacus'], '--backend: expected wasm or cpu, got "abacus"'],
    [['--workers', '0'], '--workers: expected a whole number of at least 1, got "0"'],
    [['--search', 'random'], '--search random: the search is empty, name settings with --param'],
    [['--search', 'grid'], '--search grid: the search is empty, name settings with --param'],
    [['--search', 'greedy'], '--search: expected grid or random, got "greedy"'],
    [['--param', 'lr='], 'learningRate: expected one or more values, got none'],
    [['--param', 'lr'], '--param: expected SETTING=VALUE,VALUE or SETTING=LOW..HIGH:log, got "lr"'],
    [
      ['--param', 'lr=0..1:log', '--search', 'random'],
      'learningRate: expected a log-uniform interval above 0, got 0 to 1',
    ],
    [['--param', 'lr=0.1..1'], 'learningRate: a grid needs a list of values, got an interval (uniform)'],
    [
      ['--scoring', 'speed'],
      expect.stringContaining('--scoring: expected accuracy or balanced_accuracy') as string,
    ],
    [['--scoring', 'r2'], 'scoring: r2 is for regression, spiral is for classification'],
    [['--repeats', '1000000000'], '--repeats: expected at most 10000, got "1000000000"'],
    [
      ['--samples', '1000000000', '--search', 'random', '--param', 'lr=0.1..1'],
      '--samples: expected at most 100000, got "1000000000"',
    ],
    [['--folds', '1000000000'], '--folds: expected at most 10000, got "1000000000"'],
    [['--workers', '1000000000'], '--workers: expected at most 256, got "1000000000"'],
    [['--epochs', '1000000000'], 'epochs: expected at most 1,000,000, got 1,000,000,000'],
    [['--hidden', '1000000000'], 'hidden: expected at most 65,536 units a layer, got 1,000,000,000'],
    [
      ['--hidden', '20000,20000'],
      'hidden: expected at most 50,000,000 parameters, got [20000,20000] with 400,020,000',
    ],
    [
      ['--repeats', '10000', '--folds', '100'],
      'candidates × folds × repeats: expected at most 100,000, got 1,000,000',
    ],
    [
      ['seed', 'batch-size', 'patience'].flatMap((name) => [
        '--param',
        `${name}=${Array.from({ length: 100 }, (_, i) => i + 1).join(',')}`,
      ]),
      'patience: candidates: expected at most 100,000, got 1,000,000',
    ],
    [
      ['--learning-rat', '1'],
      '--learning-rat: is not an option; --help lists them. Did you mean --learning-rate?',
    ],
    [['--activation', 'rleu'], 'activation: "rleu" is unknown. Did you mean "relu"?'],
    [['--param', 'optimizer=adm'], 'optimizer: "adm" is unknown. Did you mean "adam"?'],
    [
      ['--param', 'momentun=0'],
      expect.stringMatching(/is not a setting.* Did you mean "momentum"\?$/) as string,
    ],
    [['--scoring', 'acuracy'], expect.stringMatching(/got "acuracy"\. Did you mean "accuracy"\?$/) as string],
    [['spiral'], '"spiral": expected options only, such as --data spiral'],
  ])('are rejected with an error message: %j', async (words, sentence) => {
    await expect(planOf(...words)).rejects.toThrow(
      expect.objectContaining({ message: sentence }) as unknown as Error,
    );
  });
});
