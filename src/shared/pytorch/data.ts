import type { Dataset, FoldKind, TrainConfig } from '../../../trainer/index.ts';

/** A fold as the rows that it holds out. */
export interface FoldPlace {
  readonly kind: FoldKind;
  readonly folds: number;
  /** From 0. */
  readonly number: number;
  /** Seed of the shuffling before the split; null without. */
  readonly shuffleSeed: number | null;
}

/** Bytes of features that a script holds at most. */
const MAX_BYTES = 2 ** 24;

const READ_MNIST = `def read_idx(path):
    packed = pathlib.Path(f"{path}.gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else pathlib.Path(path).read_bytes()
    shape = struct.unpack(f">{data[3]}I", data[4 : 4 + 4 * data[3]])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)


def read(folder):
    """Features and classes: MNIST from its IDX files, gzipped or not."""
    if folder is None:
        raise SystemExit("--data: expected the folder of MNIST's IDX files")
    x = read_idx(f"{folder}/train-images-idx3-ubyte").reshape(-1, 784)
    return x, read_idx(f"{folder}/train-labels-idx1-ubyte")
`;

/**
 * The functions `load` and `split`.
 *
 * @param dataset null for MNIST
 * @param rows number of rows, from the first; null for all
 * @throws {Error} if a script cannot have the data
 */
export function dataSection(
  { data, standardise, validationFolds }: TrainConfig,
  dataset: Dataset | null,
  rows: number | null,
  fold: FoldPlace | null,
): string {
  const isRegression = dataset?.targets !== undefined;
  const splitter = isRegression ? 'KFold' : 'StratifiedKFold';
  const axis = standardise === 'columns' ? '0' : 'None';
  const scaling =
    standardise === 'none'
      ? ''
      : `    x = x.astype(np.float64)
    deviation = x.std(${axis}, ddof=1)
    x = (x - x.mean(${axis})) / np.where(deviation > 0, deviation, 1)
`;
  return `${dataset === null ? READ_MNIST : readEmbedded(data, dataset)}

def load(folder):
    """Inputs and ${isRegression ? 'targets' : 'classes'}${standardise === 'none' ? '' : `, standardised (${standardise})`}."""
    x, y = read(folder)
${rows === null ? '' : `    x, y = x[:${String(rows)}], y[:${String(rows)}]\n`}${scaling}    return x.astype(np.float32), y.astype(np.${isRegression ? 'float64' : 'int64'})


def split(y):
    """The rows to train on, in order, and those of the validation set: the first of ${String(validationFolds)} folds."""
    rows = np.arange(len(y))
${fold === null ? '' : foldLines(fold)}    train, held_out = next(${splitter}(${String(validationFolds)}).split(rows, y[rows]))
    return rows[train], rows[held_out]
`;
}

function foldLines({ kind, folds, number, shuffleSeed }: FoldPlace): string {
  const splitter = kind === 'plain' ? 'KFold' : 'StratifiedKFold';
  const shuffling =
    shuffleSeed === null ? '' : `    shuffle(rows, random_numbers(${String(shuffleSeed)}, stream=1))\n`;
  return `${shuffling}    folds = list(${splitter}(${String(folds)}).split(rows, y[rows]))
    rows = np.sort(rows[folds[${String(number)}][0]])
`;
}

function readEmbedded(name: string, dataset: Dataset): string {
  const { features, labels, targets, dimensions, filling, groups } = dataset;
  if (filling) throw new Error(`data: "${name}" has missing cells, which a script cannot fill in`);
  if (groups) throw new Error(`data: "${name}" has groups, by which a script cannot split`);
  if (features.byteLength > MAX_BYTES)
    throw new Error(
      `data: a script holds at most ${String(MAX_BYTES)} bytes, "${name}" has ${String(features.byteLength)}`,
    );
  return `def read(_):
    """The rows of the data set, which are near the end of this file."""
    decode = lambda text, kind: np.frombuffer(base64.b64decode(text), kind)
    return decode(FEATURES, "${kindOf(features)}").reshape(-1, ${String(dimensions)}), decode(TARGETS, "${kindOf(targets ?? labels)}")
`;
}

/** The rows of a data set in base64, as constants. */
export function embeddedRows({ features, labels, targets }: Dataset): string {
  return `# Rows of the data set: numbers in base64.
FEATURES = "${base64(features)}"
TARGETS = "${base64(targets ?? labels)}"
`;
}

type Numbers = Float32Array | Uint8Array | Int32Array;

/** The type in NumPy. Typed arrays are little-endian wherever JavaScript runs today. */
function kindOf(values: Numbers): string {
  if (values instanceof Uint8Array) return '|u1';
  return values instanceof Int32Array ? '<i4' : '<f4';
}

function base64(values: Numbers): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(text);
}

/** Arguments of a call are limited. */
const CHUNK = 2 ** 13;
