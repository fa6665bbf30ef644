import {
  confusionOf,
  modelOutputs,
  predict,
  selectRows,
  takeRows,
  useBackend,
  validationSplit,
  type Confusion,
  type Dataset,
} from '../../../../trainer/index.ts';
import { loadData } from '../../data/load-data.ts';
import { wasmPaths } from '../../train/running/wasm-paths.ts';
import type { ModelSource, StoredModel } from './model-store.ts';

/** A model's predictions on rows that it was not trained on. */
export interface Evaluation {
  /** A description of the rows: `the test set`. */
  readonly where: string;
  /** Their indices in that set, ascending. */
  readonly rows: Uint32Array;
  /** Of a classifier: the true and the predicted class of each row. */
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** Null for a regression. */
  readonly confusion: Confusion | null;
  /** Of a regression: the true and the predicted number of each row. */
  readonly targets: Float32Array;
  readonly outputs: Float32Array;
  readonly classNames: readonly string[];
  readonly inputNames: readonly string[];
  readonly imageShape: readonly [height: number, width: number] | null;
}

/** Points in the plane with their classes. */
export interface PlanePoints {
  readonly features: Float32Array;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  readonly names: readonly string[];
}

/** The data set that was used last, since it is often used again. */
let known: { readonly id: string; readonly dataset: Promise<Dataset> } | null = null;
let backend: Promise<unknown> | null = null;

function open({ id, data, limit, seed }: ModelSource): Promise<Dataset> {
  if (known?.id !== id) {
    const dataset = loadData(data, seed, () => undefined).then(({ dataset: whole }) =>
      limit === null ? whole : takeRows(whole, limit),
    );
    known = { id, dataset };
    // A failed read may succeed the next time.
    dataset.catch(() => (known = null));
  }
  return known!.dataset;
}

/** The rows that a model was not trained on: the test set, those held out from its fold, or its validation rows. */
function heldOutRows(dataset: Dataset, { heldOut, model }: StoredModel) {
  if (heldOut) return { where: 'the rows held out from its fold', set: dataset, rows: heldOut };
  if (dataset.test) return { where: 'the test set', set: dataset.test, rows: allOf(dataset.test) };
  const { test } = validationSplit(dataset, model.config.validationFolds, allOf(dataset));
  return { where: 'its validation rows', set: dataset, rows: test.slice().sort() };
}

const allOf = ({ count }: Dataset) => Uint32Array.from({ length: count }, (_, row) => row);

/** Runs trained models on the WebAssembly backend. */
export const evaluationService = {
  async evaluate(stored: StoredModel, source: ModelSource): Promise<Evaluation> {
    const { model } = stored;
    const dataset = await open(source);
    backend ??= useBackend('wasm', wasmPaths);
    await backend;
    const { where, set, rows } = heldOutRows(dataset, stored);
    const { targets } = set;
    const isRegression = targets !== undefined;
    const labels = isRegression ? new Int32Array() : Int32Array.from(rows, (row) => set.labels[row]!);
    const predicted = isRegression ? new Int32Array() : await predict(model, set, rows);
    return {
      where,
      rows,
      labels,
      predicted,
      confusion: isRegression ? null : confusionOf({ labels, classes: set.classes }, predicted),
      targets: isRegression ? Float32Array.from(rows, (row) => targets[row]!) : new Float32Array(),
      outputs: isRegression ? await modelOutputs(model, set, rows) : new Float32Array(),
      classNames: dataset.classNames ?? Array.from({ length: dataset.classes }, (_, each) => String(each)),
      inputNames: dataset.inputNames ?? [],
      imageShape: dataset.imageShape ?? null,
    };
  },

  /** The features of rows of the set that `evaluate` returned, row-major. */
  async examples(stored: StoredModel, source: ModelSource, rows: Uint32Array): Promise<Float32Array> {
    const { set } = heldOutRows(await open(source), stored);
    return Float32Array.from(selectRows(set, rows).features);
  },

  /** The points of a data set in the plane; null where it has more or fewer columns, or is a regression. */
  async plane(source: ModelSource): Promise<PlanePoints | null> {
    const { features, labels, classes, dimensions, targets, inputNames } = await open(source);
    if (dimensions !== 2 || targets) return null;
    return { features: Float32Array.from(features), labels, classes, names: inputNames ?? ['x', 'y'] };
  },
};
