import {
  createTableDataset,
  loadIdxDataset,
  loadMnistDataset,
  madeDatasets,
  makeDataset,
  MNIST_FILES,
  readDataTable,
  type Dataset,
} from '../../../trainer/index.ts';
import type { DataRequest } from './request.ts';

/** Called with bytes, compressed or decompressed; `total` is 0 if the server does not send it. */
type OnProgress = (loaded: number, total: number) => void;

/** A data set with notes on how it was read. */
export interface LoadedData {
  readonly dataset: Dataset;
  readonly notes: readonly string[];
}

/** Loads the data set of a job. Throws an Error with a sentence if it cannot be loaded or read. */
export async function loadData(
  request: DataRequest,
  seed: number,
  onProgress: OnProgress,
): Promise<LoadedData> {
  switch (request.kind) {
    case 'idx':
      return { dataset: await loadIdx(request.images, request.labels), notes: [] };
    case 'table': {
      const { file, options } = request;
      return createTableDataset(await readDataTable(await bytesOf(file), file.name), options);
    }
    case 'built-in':
      return { dataset: await loadBuiltIn(request.name, seed, onProgress), notes: [] };
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

async function loadIdx(images: File, labels: File): Promise<Dataset> {
  const pair = { images: await bytesOf(images), labels: await bytesOf(labels) };
  return loadIdxDataset({ ...pair, imagesFile: images.name, labelsFile: labels.name }, images.name);
}

async function loadBuiltIn(name: string, seed: number, onProgress: OnProgress): Promise<Dataset> {
  if (name === 'mnist') return loadMnist(onProgress);
  const made = makeDataset(name, seed);
  if (made) return made;
  throw new Error(`data: expected mnist, ${[...madeDatasets.keys()].join(', ')}, got "${name}"`);
}

let mnist: Promise<Dataset> | null = null;

/** The 60,000 training and 10,000 test images, downloaded once for all jobs of a visit. */
function loadMnist(onProgress: OnProgress): Promise<Dataset> {
  mnist ??= downloadMnist(onProgress).catch((error: unknown) => {
    mnist = null;
    throw error;
  });
  return mnist;
}

async function downloadMnist(onProgress: OnProgress): Promise<Dataset> {
  // All are requested before any is read, so that the progress covers all.
  const downloads = new Map(
    await Promise.all(
      MNIST_FILES.map(
        async ({ name, bytes }) => [name as string, await openDownload(`${name}.gz`, bytes)] as const,
      ),
    ),
  );
  const sizes = Array.from(downloads.values(), ({ size }) => size);
  const total = sizes.includes(0) ? 0 : sizes.reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  return loadMnistDataset((file) =>
    readAll(downloads.get(file)!.body, (length) => onProgress((loaded += length), total)),
  );
}

interface Download {
  /** Bytes of `body`; 0 if the server does not send it. */
  readonly size: number;
  readonly body: ReadableStream<Uint8Array>;
}

async function openDownload(file: string, unzipped: number): Promise<Download> {
  // Relative to the page, wherever it is hosted; the worker's script is in the assets folder.
  const address = new URL(`${import.meta.env.DEV ? '/' : '../'}mnist/${file}`, self.location.href);
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  // Many servers send .gz files with a Content-Encoding: the browser then decompresses them, and Content-Length does not apply.
  const isUnzipped = response.headers.has('Content-Encoding');
  const size = isUnzipped ? unzipped : Number(response.headers.get('Content-Length') ?? 0);
  return { size, body: response.body };
}

/** @param onChunk called with the length of each chunk */
async function readAll(
  body: ReadableStream<Uint8Array>,
  onChunk: (length: number) => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    length += next.value.length;
    onChunk(next.value.length);
  }
  return join(chunks, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
