import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcNemarTest } from '../../../analysis/index.ts';
import type { Run } from '../../../history/index.ts';
import { ActivationCatalogue } from '../../../src/page/activations/catalogue.svelte.ts';
import { gridOf, squareAround, surfaceOf } from '../../../src/page/data/plane.ts';
import { openModel, zipModel } from '../../../src/page/networks/models/archive.ts';
import { atlasOf, inkOf } from '../../../src/page/networks/atlas.ts';
import { describeMcNemar, compareEvaluations, rowsOfCell } from '../../../src/page/networks/compare.ts';
import type { Evaluation } from '../../../src/page/networks/models/evaluation-service.ts';
import { runOfModel, sourceOfModel } from '../../../src/page/networks/models/opened-run.ts';
import { roomForModels } from '../../../src/page/networks/models/room.ts';
import { candidatesOf } from '../../../src/page/train/form/candidates.ts';
import { epochsToContinue, settingsOfRun } from '../../../src/page/train/form/fork.ts';
import { notebookSettings } from '../../../src/page/train/form/settings.ts';
import { configParameters, parseConfig, type TrainedModel } from '../../../trainer/index.ts';

/** A linear classifier of the plane: class 1 where x > 0, the surer the farther. */
const halves: TrainedModel = {
  config: parseConfig({ data: 'moons:0.2', hidden: [], seed: 5 }),
  classes: 2,
  scaling: { mean: Float64Array.of(0), deviation: Float64Array.of(1) },
  layers: [{ inputs: 2, units: 2, kernel: Float32Array.of(-9, 9, 0, 0), bias: new Float32Array(2) }],
};

const evaluation = (part: Partial<Evaluation>): Evaluation => ({
  where: 'the test set',
  rows: Uint32Array.of(0, 1, 2, 3),
  labels: Int32Array.of(0, 0, 1, 1),
  predicted: Int32Array.of(0, 1, 1, 0),
  confusion: null,
  targets: new Float32Array(),
  outputs: new Float32Array(),
  classNames: ['a', 'b'],
  inputNames: [],
  imageShape: null,
  ...part,
});

describe('The plane', () => {
  it('is a square with all points inside, whatever they are', () => {
    const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 }), (points) => {
        const { left, bottom, side } = squareAround(points.flat());
        expect(side).toBeGreaterThan(0);
        for (const [x, y] of points) {
          expect(x >= left && x <= left + side && y >= bottom && y <= bottom + side).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
    expect(squareAround([])).toEqual({ left: -1, bottom: -1, side: 2 });
  });

  it('is gone through row by row from its top left', () => {
    expect([...gridOf({ left: 0, bottom: 0, side: 2 }, 2)]).toEqual([0.5, 1.5, 1.5, 1.5, 0.5, 0.5, 1.5, 0.5]);
  });

  it('is painted in the colour of the class that the network gives', () => {
    const pixels = surfaceOf(halves, { left: -1, bottom: -1, side: 2 }, 2, ['#000', '#f00'], '#fff');
    const red = [0, 1, 2, 3].map((cell) => [...pixels.subarray(4 * cell, 4 * cell + 3)]);
    // Left is black on paper, right red on paper, both mixed with it alike.
    expect(red[0]).toEqual(red[2]);
    expect(red[1]).toEqual(red[3]);
    expect(red[0]![0]).toBe(red[0]![1]);
    expect(red[1]![0]).toBeGreaterThan(red[1]![1]!);
  });

  it('stays bare where a network has diverged', () => {
    const [layer] = halves.layers;
    const diverged = { ...halves, layers: [{ ...layer!, kernel: new Float32Array(4).fill(NaN) }] };
    const pixels = surfaceOf(diverged, { left: -1, bottom: -1, side: 2 }, 2, ['#000', '#f00'], '#fed');
    for (let cell = 0; cell < 4; cell++) {
      expect([...pixels.subarray(4 * cell, 4 * cell + 4)]).toEqual([0xff, 0xee, 0xdd, 255]);
    }
  });
});

describe('Examples', () => {
  it('of a cell are the rows of that class given that class', () => {
    expect(rowsOfCell(evaluation({}), 1, 0)).toEqual([{ place: 3, row: 3, label: 1, predicted: [0] }]);
    expect(rowsOfCell(evaluation({}), 0, 0).map(({ row }) => row)).toEqual([0]);
  });

  it('that two disagree on are counted, and are of the rows that both met', () => {
    const other = evaluation({
      rows: Uint32Array.of(1, 2, 3, 9),
      labels: Int32Array.of(0, 1, 1, 0),
      predicted: Int32Array.of(0, 1, 1, 1),
    });
    expect(compareEvaluations(evaluation({}), other)).toEqual({
      common: 3,
      test: mcNemarTest([0, 1, 0], [1, 1, 1]),
      shown: [
        { place: 1, row: 1, label: 0, predicted: [1, 0] },
        { place: 3, row: 3, label: 1, predicted: [0, 1] },
      ],
    });
    expect(compareEvaluations(evaluation({}), evaluation({ where: 'its validation rows' }))).toMatchObject({
      common: 0,
      test: null,
    });
    const ofOtherData = evaluation({ labels: Int32Array.of(1, 0, 1, 1) });
    expect(compareEvaluations(evaluation({}), ofOtherData)).toMatchObject({ common: 0, test: null });
  });

  it.each([
    [300, 100, 'relu is better than tanh by 2.00 points, more than the margin of 1 ('],
    [100, 300, 'tanh is better than relu by 2.00 points, more than the margin of 1 ('],
    [
      32,
      30,
      'relu and tanh are practically equal: the difference of 0.02 points lies within the margin of 1 (',
    ],
    [
      120,
      40,
      'relu against tanh is undecided: the difference of 0.80 points may lie within the margin of 1 or',
    ],
  ])('of which one predicts %i and the other %i correctly are compared in a sentence', (b, c, start) => {
    const correct = (from: number, to: number) =>
      Array.from({ length: 10_000 }, (_, row) => (row >= from && row < to ? 0 : 1));
    const sentence = describeMcNemar(mcNemarTest(correct(0, c), correct(c, c + b)), ['relu', 'tanh']);
    expect(sentence.startsWith(start), sentence).toBe(true);
    expect(sentence).toContain(`b = ${String(b)}, c = ${String(c)}, exact p `);
  });
});

describe('Small pictures', () => {
  it('stand side by side, a pixel apart, in one scale with 0 as paper', () => {
    const { width, height, pixels } = atlasOf(3, [2, 1], 2, (tile) => [tile, -tile], '#fff');
    expect([width, height]).toEqual([5, 3]);
    const at = (x: number, y: number) => [...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
    expect(at(0, 0)).toEqual([255, 255, 255, 255]);
    expect(at(2, 0), 'between two tiles').toEqual([0, 0, 0, 0]);
    expect(at(0, 2), 'the strongest').toEqual([224, 112, 31, 255]);
    expect(at(1, 2)).toEqual([43, 123, 186, 255]);
    const half = at(3, 0);
    expect(half[1]).toBeGreaterThan(112);
    expect(half[1]).toBeLessThan(255);
  });

  it('of nothing but zeros or NaN are paper', () => {
    expect([...atlasOf(1, [1, 1], 1, () => [0], '#fff').pixels]).toEqual([255, 255, 255, 255]);
    expect([...atlasOf(1, [1, 1], 1, () => [NaN], '#fff').pixels]).toEqual([255, 255, 255, 255]);
  });

  it('of ink are dark on paper by day, light by night', () => {
    expect([...inkOf([0, 8], [1, 2], false).pixels]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
    expect([...inkOf([0, 8], [1, 2], true).pixels]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });
});

describe('A model in files', () => {
  const file = (name: string, content: Uint8Array<ArrayBuffer> | string) => new File([content], name);

  it('comes back as it was, from the zip or from its two files', async () => {
    const zip = zipModel(halves);
    expect(await openModel([file('relu.zip', zip)])).toEqual(halves);
    const { unzipSync } = await import('fflate');
    const parts = unzipSync(zip);
    const both = Object.entries(parts).map(([name, bytes]) => file(name, bytes as Uint8Array<ArrayBuffer>));
    expect(await openModel(both)).toEqual(halves);
  });

  it.each<[string, () => File[], RegExp]>([
    ['weights alone', () => [file('weights.bin', 'x')], /there is no \.json/],
    ['topology alone', () => [file('model.json', '{}')], /there is no \.bin/],
    ['what is no zip', () => [file('model.zip', 'x')], /model\.zip: is no zip file/],
    [
      'another program’s',
      () => [file('model.json', '{}'), file('w.bin', 'x')],
      /expected a model saved by Heddle/,
    ],
    [
      'half of the weights',
      () => [
        file(
          'm.zip',
          zipSync({
            'model.json': strToU8(modelJson()),
            'weights.bin': new Uint8Array(4),
          }) as Uint8Array<ArrayBuffer>,
        ),
      ],
      /weights\.bin: expected 24 bytes, got 4/,
    ],
  ])('is refused: %s', async (_, files, message) => {
    await expect(openModel(files())).rejects.toThrow(message);
  });

  it('is stored for as many runs as the browser has room for', () => {
    const notebook = [
      { kernel: { length: 784 * 128 }, bias: { length: 128 } },
      { kernel: { length: 128 * 64 }, bias: { length: 64 } },
      { kernel: { length: 64 * 10 }, bias: { length: 10 } },
    ] as unknown as TrainedModel['layers'];
    // 437 KB each: the notebook's grid of nine has room, one of a thousand has not.
    expect(roomForModels({ layers: notebook })).toBeGreaterThan(500);
    expect(roomForModels({ layers: notebook })).toBeLessThan(1000);
  });

  it('becomes a run with its settings, and is looked at on data that come with the page', () => {
    const [run] = runOfModel(halves, 'linear.zip', 'one').runs;
    expect(run).toMatchObject({
      id: 'one',
      name: 'linear',
      status: 'unknown',
      parameters: configParameters(halves.config),
    });
    expect(sourceOfModel(halves)).toMatchObject({
      data: { kind: 'built-in', name: 'moons:0.2' },
      seed: 5,
      limit: null,
    });
    expect(sourceOfModel({ ...halves, config: { ...halves.config, data: 'pets.csv' } })).toBeNull();
  });

  function modelJson(): string {
    const spec = [
      { name: 'dense_1/kernel', shape: [2, 2] },
      { name: 'dense_1/bias', shape: [2] },
    ];
    return JSON.stringify({ userDefinedMetadata: { heddle: {} }, weightsManifest: [{ weights: spec }] });
  }
});

describe('The settings of a run', () => {
  const catalogue = new ActivationCatalogue({ getItem: () => null, setItem: () => undefined });
  const choiceOf = (name: string) => catalogue.choiceOf(name);
  const mine = { name: 'mine', formula: 'x * sigmoid(x)' };
  const runWith = (parameters: Run['parameters']) => ({ parameters }) as Run;

  it.each([
    ['plain', { data: 'moons:0.3', activation: 'gelu', hidden: [16, 8], optimizer: 'adam', seed: 4 }],
    ['without a hidden layer', { data: 'spiral', hidden: [] }],
    ['with an activation for each layer', { data: 'mnist', activation: ['relu', mine], hidden: [8, 4] }],
    ['with a formula', { data: 'xor', activation: mine }],
  ])('fill the form so that it trains the same again: %s', (_, settings) => {
    const config = parseConfig(settings);
    const filled = settingsOfRun(runWith(configParameters(config)), notebookSettings(), catalogue);
    expect(candidatesOf(filled, choiceOf)).toEqual([{ config, params: {} }]);
  });

  it('go on counting epochs where only their number is changed, and the weights are kept', () => {
    const config = parseConfig({ data: 'xor', epochs: 3 });
    const records = [1, 2, 3].map((epoch) => ({ epoch }));
    const run = { parameters: configParameters(config), records: records as Run['records'] } as Run;
    const job = (settings: object, repeats = 1) => ({
      candidates: [{ config: parseConfig({ ...config, ...settings }), params: {} }],
      repeats,
    });
    expect(epochsToContinue({ run, initial: [] }, job({ epochs: 10 }))).toBe(3);
    expect(epochsToContinue({ run, initial: null }, job({ epochs: 10 })), 'new weights').toBeNull();
    expect(epochsToContinue({ run, initial: [] }, job({ learningRate: 0.5 })), 'another rate').toBeNull();
    expect(epochsToContinue({ run, initial: [] }, job({}, 2)), 'other seeds').toBeNull();
    expect(epochsToContinue({ run: { ...run, records: [] }, initial: [] }, job({})), 'no epochs').toBeNull();
  });

  it('of another tool map by name, and its data stay those of the form', () => {
    const now = notebookSettings();
    now.data.name = 'circles';
    const filled = settingsOfRun(
      runWith({ lr: 0.2, optimizer: 'adam', nonlinearity: 'Tanh' }),
      now,
      catalogue,
    );
    const [candidate] = candidatesOf(filled, choiceOf);
    expect(candidate!.config).toMatchObject({
      data: 'circles',
      learningRate: 0.2,
      optimizer: 'adam',
      activation: 'tanh',
    });
  });
});
