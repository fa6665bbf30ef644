import { checkDataset } from './dataset.ts';
import type { Dataset } from './dataset.ts';
import { decodeIdx } from './idx.ts';

/** The bytes of a pair of IDX files, plain or gzipped, with file names for error messages. */
export interface IdxPair {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly imagesFile?: string;
  readonly labelsFile?: string;
}

/**
 * A data set from a pair of IDX files such as MNIST's or Fashion-MNIST's. There is a class for each label from 0 to the
 * largest one found, and always at least two. Where fewer than half of these labels occur, as in {0, 255}, those that do are
 * the classes, named by their labels.
 *
 * @throws {Error} if a file is not an IDX file, the numbers of images and labels differ, or there are none
 */
export function loadIdxDataset(pair: IdxPair, name: string): Dataset {
  const { imagesFile = 'images', labelsFile = 'labels' } = pair;
  const images = decodeIdx(pair.images, imagesFile);
  const labels = decodeIdx(pair.labels, labelsFile);
  const [count = 0, ...size] = images.shape;
  if (size.length === 0) {
    throw new Error(
      `${imagesFile}: expected 2 or more dimensions (images first), got 1: are these the labels?`,
    );
  }
  if (labels.shape.length !== 1) {
    throw new Error(`${labelsFile}: expected 1 dimension (labels), got ${String(labels.shape.length)}`);
  }
  if (labels.data.length !== count) {
    const counts = `${String(count)} images in ${imagesFile}, ${String(labels.data.length)} labels in ${labelsFile}`;
    throw new Error(`${name}: expected as many labels as images, got ${counts}`);
  }
  const dimensions = size.reduce((product, extent) => product * extent, 1);
  if (dimensions === 0) throw new Error(`${imagesFile}: images of ${size.join(' × ')} have no pixels`);
  const dataset: Dataset = {
    name,
    features: images.data,
    ...classesOf(labels.data),
    count,
    dimensions,
    ...(size.length === 2 ? { imageShape: [size[0]!, size[1]!] as const } : {}),
  };
  checkDataset(dataset);
  return dataset;
}

function classesOf(labels: Uint8Array): Pick<Dataset, 'labels' | 'classes' | 'classNames'> {
  const found = [...new Set(labels)].sort((a, b) => a - b);
  const classes = Math.max(2, 1 + (found.at(-1) ?? 0));
  if (found.length < 2 || 2 * found.length >= classes) return { labels, classes };
  const places = new Map(found.map((label, place) => [label, place]));
  return {
    labels: labels.map((label) => places.get(label)!),
    classes: found.length,
    classNames: found.map(String),
  };
}
