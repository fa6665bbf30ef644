import fc from 'fast-check';
import { withBestFlags } from '../../../history/index.ts';
import type { Dictionary, EpochRecord, History, ParameterValue, Run } from '../../../history/index.ts';
import { makeRun } from '../make.ts';

/**
 * Histories as tools write them: descriptive column names, one type per column, and every kind of number and gap. Other
 * tests cover what a format without types cannot distinguish.
 */
const special = fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 1e-300, 2 ** 53);
const number = fc.oneof(
  { weight: 3, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  special,
);
const orMissing = fc.option(number, { freq: 4 });

const parameters: fc.Arbitrary<Dictionary<ParameterValue>> = fc.record(
  {
    batch_size: number,
    activation: fc.constantFrom('relu', 'tanh', 'leaky relu, "0.01"', '=1+1', 'größer\nals'),
    nesterov: fc.boolean(),
  },
  { requiredKeys: [] },
);

const MIN = { direction: 'min' } as const;
const MAX = { direction: 'max' } as const;
export const METRICS = { train_loss: MIN, valid_loss: MIN, valid_acc: MAX } as const;

const cells = fc.record({ dur: number, train_loss: orMissing, valid_loss: orMissing, valid_acc: orMissing });

function run(index: number): fc.Arbitrary<Run> {
  return fc
    .record({ parameters, cells: fc.array(cells, { minLength: 2, maxLength: 4 }) })
    .map(({ parameters, cells }) => {
      const records = cells.map((values, i): EpochRecord => ({ epoch: i + 1, ...values }));
      const id = `run ${String(index)}`;
      return withBestFlags(makeRun(id, { parameters, records, metrics: METRICS }));
    });
}

/** One to three runs with at least two epochs each. */
export const tidyHistory: fc.Arbitrary<History> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => run(i))))
  .map((runs) => ({ version: 1, runs }));

const scores = fc.record({ fit_time: number, score_time: number, test_score: number, train_score: number });

/** Candidates of a grid search with the same number of folds each, all with known scores. */
export const gridHistory: fc.Arbitrary<History> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([candidates, folds]) => {
    const fold = fc.array(scores, { minLength: folds, maxLength: folds });
    const candidate = fc.record({ parameters, folds: fold });
    return fc.array(candidate, { minLength: candidates, maxLength: candidates });
  })
  .map((candidates) => ({
    version: 1,
    runs: candidates.flatMap(({ parameters, folds }, c) => {
      const id = `candidate ${String(c)}`;
      return [
        makeRun(id, { parameters }),
        ...folds.map((summary, fold) =>
          makeRun(`${id}/${String(fold)}`, { parameters, fold, parent: id, summary }),
        ),
      ];
    }),
  }));
