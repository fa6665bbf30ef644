import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile, RunSet, tableOf } from '../../../history/index.ts';
import type { Lens, RecordValue, Run, Table } from '../../../history/index.ts';
import { indexOfBest, isBetter, worst } from '../../../history/best.ts';
import { anyHistory } from '../arbitrary.ts';
import { cellOf as cellAt, columnOf } from '../cells.ts';
import { makeRecords, makeRun } from '../make.ts';

const anyLens: fc.Arbitrary<Lens> = fc.oneof(
  fc.constantFrom('best', 'last', 'lastEpoch', 'area', 'epochOfBest').map((kind) => ({ kind }) as Lens),
  fc.integer({ min: -5, max: 50 }).map((epoch): Lens => ({ kind: 'epoch', epoch })),
  fc.constantFrom('loss', 'valid_acc', 'lr', 'x').map((metric): Lens => ({ kind: 'bestOf', metric })),
  fc.integer({ min: 1, max: 4 }).map((count): Lens => ({ kind: 'meanOfLast', count })),
  fc.double({ noNaN: true }).map((threshold): Lens => ({ kind: 'epochsUntil', threshold })),
);

type Value = RecordValue | undefined;

/** The value of a metric in a run, from its records alone. */
function valueUnder(lens: Lens, run: Run, metric: string): Value {
  const valueOf = (record: Run['records'][number], key: string): Value =>
    Object.hasOwn(record, key) ? record[key] : undefined;
  const directionOf = (key: string) =>
    Object.hasOwn(run.metrics, key) ? run.metrics[key]!.direction : 'none';
  const bestRecord = (key: string) => {
    const direction = directionOf(key);
    if (direction === 'none') return undefined;
    let [best, found] = [worst(direction), undefined as Run['records'][number] | undefined];
    for (const record of run.records) {
      const value = valueOf(record, key);
      if (isBetter(value, best, direction)) [best, found] = [value, record];
    }
    return found;
  };
  const last = () =>
    run.records.map((record) => valueOf(record, metric)).findLast((value) => (value ?? null) !== null) ??
    null;
  const atEpoch = (epoch: number | undefined) => {
    const values = run.records.filter((each) => each.epoch === epoch).map((each) => valueOf(each, metric));
    return values.findLast((value) => (value ?? null) !== null) ?? values.findLast((value) => value === null);
  };
  const points = run.records.flatMap((record) => {
    const value = valueOf(record, metric);
    return typeof value === 'number' ? [{ epoch: record.epoch, value }] : [];
  });
  switch (lens.kind) {
    case 'best': {
      const best = bestRecord(metric);
      return best ? valueOf(best, metric) : last();
    }
    case 'last':
      return last();
    case 'lastEpoch':
      return atEpoch(run.records.at(-1)?.epoch);
    case 'epoch':
      return atEpoch(lens.epoch);
    case 'bestOf':
      return atEpoch(bestRecord(lens.metric)?.epoch);
    case 'meanOfLast': {
      const values = points
        .slice(-lens.count)
        .map(({ value }) => value)
        .reverse();
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    }
    case 'area':
      if (points.length < 2) return null;
      return points
        .slice(1)
        .map(({ epoch, value }, i) => ((epoch - points[i]!.epoch) * (value + points[i]!.value)) / 2)
        .reduce((sum, area) => sum + area, 0);
    case 'epochsUntil': {
      const direction = directionOf(metric);
      const isGood = (value: number) =>
        direction === 'min' ? value <= lens.threshold : value >= lens.threshold;
      return direction === 'none' ? null : (points.find(({ value }) => isGood(value))?.epoch ?? null);
    }
    case 'epochOfBest':
      return bestRecord(metric)?.epoch ?? null;
  }
}

describe('a lens', () => {
  it('gives each run what its records say', () => {
    fc.assert(
      fc.property(anyHistory, anyLens, anyLens, ({ runs }, lens, own) => {
        const set = RunSet.of(runs);
        const table = tableOf(set, { level: 'runs', lens, perMetricLens: new Map([['loss', own]]) });
        const metrics = new Set(runs.flatMap((run) => Object.keys(run.metrics)));
        for (const metric of metrics) {
          const column = table.columns.findIndex(({ name, role }) => name === metric && role === 'metric');
          if (column < 0 || table.columns[column]!.kind !== 'number') continue;
          for (const [row, index] of table.runIndex.entries()) {
            const run = runs[index]!;
            if (!Object.hasOwn(run.metrics, metric)) continue;
            if (!run.records.some((record) => Object.hasOwn(record, metric))) continue;
            const used = metric === 'loss' ? own : lens;
            expect(cellAt(table.columns[column]!, row), `${metric} of ${run.id}`).toBe(
              valueUnder(used, run, metric) ?? null,
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  const records = makeRecords(
    { loss: 3, acc: 0.1 },
    { loss: 1, acc: 0.2 },
    { loss: NaN, acc: 0.9 },
    { acc: 0.8 },
  );
  const run = makeRun('a', {
    metrics: { loss: { direction: 'min' }, acc: { direction: 'max' } },
    records: records.map((record) => ({ ...record, acc_best: true })),
  });

  it.each<[Lens, Value, Value]>([
    [{ kind: 'best' }, 1, 0.9],
    [{ kind: 'last' }, NaN, 0.8],
    [{ kind: 'lastEpoch' }, null, 0.8],
    [{ kind: 'epoch', epoch: 2 }, 1, 0.2],
    [{ kind: 'epoch', epoch: 5 }, null, null],
    [{ kind: 'bestOf', metric: 'loss' }, 1, 0.2],
    [{ kind: 'bestOf', metric: 'acc' }, NaN, 0.9],
    [{ kind: 'bestOf', metric: 'none' }, null, null],
    [{ kind: 'meanOfLast', count: 2 }, NaN, (0.8 + 0.9) / 2],
    [{ kind: 'area' }, NaN, 0.15 + 0.55 + 0.85],
    [{ kind: 'epochsUntil', threshold: 1 }, 2, null],
    [{ kind: 'epochOfBest' }, 2, 3],
  ])('%j', (lens, loss, acc) => {
    const table = tableOf(RunSet.of([run]), { level: 'runs', lens });
    expect(cellOf(table, 'loss')).toBe(loss);
    if (typeof acc === 'number') expect(cellOf(table, 'acc')).toBeCloseTo(acc, 12);
    else expect(cellOf(table, 'acc')).toBe(acc);
  });

  it.each([
    ['min', [3, 2, 1], 2],
    ['max', [1, 2, 3], 2],
    ['min', [3, 2, 1], 3],
    ['max', [1, 2, 3], 4],
  ] as const)(
    'counts a value that equals the threshold as reached: %s of %j',
    (direction, values, threshold) => {
      const plain = makeRun('b', {
        metrics: { x: { direction } },
        records: makeRecords(...values.map((x) => ({ x }))),
      });
      const table = tableOf(RunSet.of([plain]), { level: 'runs', lens: { kind: 'epochsUntil', threshold } });
      const epoch = values.findIndex((x) => (direction === 'min' ? x <= threshold : x >= threshold)) + 1;
      expect(cellOf(table, 'x')).toBe(epoch === 0 ? null : epoch);
    },
  );

  it('finds the first of the best finite values, wherever it is', () => {
    const value = fc.constantFrom(NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, -0, 0, 1, 2);
    const direction = fc.constantFrom('min' as const, 'max' as const);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), direction, (values, direction) => {
        const records = makeRecords(...values.map((loss) => ({ loss })));
        const set = RunSet.of([makeRun('a', { metrics: { loss: { direction } }, records })]);
        const table = tableOf(set, { level: 'runs', lens: { kind: 'epochOfBest' } });
        const best = indexOfBest(values, direction);
        expect(cellAt(columnOf(table, 'loss'), 0)).toBe(best < 0 ? null : records[best]!.epoch);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a mean of no values', () => {
    expect(() =>
      tableOf(RunSet.of([run]), { level: 'runs', lens: { kind: 'meanOfLast', count: 0 } }),
    ).toThrow('lens meanOfLast: expected a count from 1 on, got 0');
  });
});

function cellOf(table: Table, name: string, row = 0): Value {
  return cellAt(columnOf(table, name), row);
}

function namesOf(table: Table): string[] {
  return table.columns.map(({ name }) => name);
}

describe('a level', () => {
  const folds = ['a', 'b'].flatMap((id) => [
    makeRun(id, { parameters: { act: id }, summary: { mean_score: 1 } }),
    makeRun(`${id}0`, {
      parent: id,
      fold: 0,
      summary: { score: 1 },
      records: makeRecords({ loss: 1 }, { loss: 2 }),
    }),
    makeRun(`${id}1`, { parent: id, fold: 1, summary: { score: 3 } }),
  ]);
  const set = RunSet.of(folds);

  it.each([
    ['epochs', [1, 1, 4, 4]],
    ['runs', [1, 2, 4, 5]],
    ['configurations', [0, 3]],
  ] as const)('has rows of its own kind alone: %s', (level, runIndex) => {
    expect([...tableOf(set, { level }).runIndex]).toEqual(runIndex);
  });
});

describe('configurations', () => {
  const seeds = [
    [0.1, 0, 1],
    [0.1, 1, 3],
    [0.2, 0, NaN],
    [0.2, 1, 5],
    [0.3, 0, null],
  ] as const;
  const set = RunSet.of(
    seeds.map(([lr, seed, score], i) =>
      makeRun(`r${String(i)}`, {
        parameters: { lr, random_state: seed },
        metrics: { score: { direction: 'max' } },
        summary: { score },
      }),
    ),
  );

  it('join the runs that agree in all but the seed', () => {
    const table = tableOf(set, { level: 'configurations', studentQuantile: (upper, df) => upper * df * 100 });
    expect(table.replicates).toEqual(['random_state']);
    expect(table.members.map((members) => [...members])).toEqual([[0, 1], [2, 3], [4]]);
    expect(namesOf(table)).toEqual(['configuration', 'lr', 'n', 'score']);
    expect([0, 1, 2].map((row) => cellOf(table, 'score', row))).toEqual([2, 5, null]);
    const { n, nonFinite, missing, sd, min, max, ci95 } = table.statistics.get('score')!;
    expect([...n]).toEqual([2, 1, 0]);
    expect([...nonFinite]).toEqual([0, 1, 0]);
    expect([...missing]).toEqual([0, 0, 1]);
    expect([...sd]).toEqual([Math.SQRT2, NaN, NaN]);
    expect([...min]).toEqual([1, 5, NaN]);
    expect([...max]).toEqual([3, 5, NaN]);
    // 2.5 % by the function above is 2.5 for one degree of freedom; the standard error is √2 / √2.
    expect(ci95[0]).toBeCloseTo(2.5, 12);
  });

  it('keep the names of metrics and parameters, and statistics by them', () => {
    const runs = [1, 2].map((n) =>
      makeRun(`r${String(n)}`, { parameters: { configuration: 'a', seed: n }, summary: { n: n * 10 } }),
    );
    const table = tableOf(RunSet.of(runs), { level: 'configurations' });
    expect(table.columns.map(({ name, role }) => [name, role])).toEqual([
      ['configuration (2)', 'identity'],
      ['configuration', 'parameter'],
      ['n (2)', 'progress'],
      ['n', 'metric'],
    ]);
    expect(cellOf(table, 'n')).toBe(15);
    expect([...table.statistics.keys()]).toEqual(['n']);
    expect(table.statistics.get('n')!.mean[0]).toBe(15);
  });

  it('join by all but what is asked', () => {
    const table = tableOf(set, { level: 'configurations', allBut: ['lr'] });
    expect(table.members.map((members) => [...members])).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
  });

  it.each([
    ['seed', true],
    ['fold', true],
    ['randomState', true],
    ['clf__random_state', true],
    ['data.seed_id', true],
    ['repeat', true],
    ['n_repeats', false],
    ['valid_split', false],
    ['state', false],
    ['lr', false],
  ])('know %s as a replicate: %s', (name, isReplicate) => {
    const runs = [1, 2].map((value) =>
      makeRun(`r${String(value)}`, { parameters: { [name]: value }, summary: { s: 1 } }),
    );
    expect(tableOf(RunSet.of(runs), { level: 'configurations' })).toHaveLength(isReplicate ? 1 : 2);
  });

  it('agree in every parameter, not only in one', () => {
    const runs = [
      [0.1, 'relu'],
      [0.1, 'tanh'],
      [0.2, 'tanh'],
      [0.1, 'tanh'],
    ].map(([lr, act], i) =>
      makeRun(`r${String(i)}`, { parameters: { lr: lr!, act: act!, seed: i }, summary: { s: i } }),
    );
    const table = tableOf(RunSet.of(runs), { level: 'configurations' });
    expect(
      Array.from({ length: table.length }, (_, row) =>
        ['lr', 'act', 'n'].map((name) => cellOf(table, name, row)),
      ),
    ).toEqual([
      [0.1, 'relu', 1],
      [0.1, 'tanh', 2],
      [0.2, 'tanh', 1],
    ]);
  });

  it('have the columns of scikit-learn as metrics', async () => {
    const columns = {
      param_act: ['relu', 'tanh'],
      split0_test_score: [0.5, 0.25],
      split1_test_score: [0.75, 0.5],
      mean_test_score: [0.625, 0.375],
      rank_test_score: [1, 2],
    };
    const { history } = importFile(new TextEncoder().encode(JSON.stringify(columns)), 'cv_results.json');
    const table = tableOf(RunSet.ofHistory(history), { level: 'configurations' });
    expect(table).toHaveLength(2);
    const scores = Object.keys(columns).slice(1);
    for (const name of scores) {
      expect(
        [0, 1].map((row) => cellOf(table, name, row)),
        name,
      ).toEqual(columns[name as keyof typeof columns]);
    }
    expect([0, 1].map((row) => cellOf(table, 'configuration', row))).toEqual(['relu', 'tanh']);
    expect([0, 1].map((row) => cellOf(table, 'n', row))).toEqual([2, 2]);
  });

  it('are as an oracle groups them, whatever the runs', () => {
    const anyRun = fc.record({
      lr: fc.constantFrom(1, 2, NaN, null, 'x', undefined),
      seed: fc.nat({ max: 3 }),
      score: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(NaN, Infinity, null)),
    });
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: 12 }), (list) => {
        const runs = list.map(({ lr, seed, score }, i) =>
          makeRun(`r${String(i)}`, {
            parameters: { ...(lr === undefined ? {} : { lr }), seed },
            summary: { score },
          }),
        );
        const groups = new Map<string, number[]>();
        for (const [i, { lr }] of list.entries()) {
          const key = String(lr) + typeof lr;
          groups.set(key, [...(groups.get(key) ?? []), i]);
        }
        const table = tableOf(RunSet.of(runs), { level: 'configurations' });
        expect(table.members.map((members) => [...members])).toEqual([...groups.values()]);
        const { mean, n } = table.statistics.get('score')!;
        for (const [group, members] of [...groups.values()].entries()) {
          const values = members
            .map((i) => list[i]!.score)
            .filter((score) => Number.isFinite(score)) as number[];
          expect(n[group]).toBe(values.length);
          const sum = values.reduce((all, value) => all + value, 0);
          if (values.length > 0) expect(mean[group]).toBeCloseTo(sum / values.length, 9);
        }
      }),
      { numRuns: 200 },
    );
  });
});
