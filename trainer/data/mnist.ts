import { withTest } from './dataset.ts';
import type { Dataset } from './dataset.ts';
import { loadIdxDataset } from './idx-dataset.ts';

/** MNIST's IDX files with their uncompressed sizes in bytes: training images and labels, then those of the test set. */
export const MNIST_FILES = [
  { name: 'train-images-idx3-ubyte', bytes: 47_040_016 },
  { name: 'train-labels-idx1-ubyte', bytes: 60_008 },
  { name: 't10k-images-idx3-ubyte', bytes: 7_840_016 },
  { name: 't10k-labels-idx1-ubyte', bytes: 10_008 },
] as const;

/**
 * Loads the 60,000 images of MNIST with its test set of 10,000.
 *
 * @param read returns the bytes of a file of `MNIST_FILES`, plain or gzipped
 * @throws {Error} if a file is not an IDX file
 */
export async function loadMnistDataset(read: (file: string) => Promise<Uint8Array>): Promise<Dataset> {
  const [images, labels, testImages, testLabels] = MNIST_FILES.map(({ name }) => name);
  const load = async (imagesFile: string, labelsFile: string, name: string) => {
    const [images, labels] = await Promise.all([read(imagesFile), read(labelsFile)]);
    return loadIdxDataset({ images, labels, imagesFile, labelsFile }, name);
  };
  return withTest(
    ...(await Promise.all([
      load(images!, labels!, 'mnist'),
      load(testImages!, testLabels!, 'mnist test set'),
    ])),
  );
}
