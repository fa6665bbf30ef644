import { loadIdxDataset, madeDatasets, type Dataset } from '../../../trainer/index.ts';
import type { DataRequest } from './protocol.ts';

/** Sizes in bytes are those of the compressed files; `total` is 0 where the server does not say. */
type OnProgress = (loaded: number, total: number) => void;

/** The data set that a job asks for. Throws a sentence when it cannot be loaded or read. */
export async function loadData(request: DataRequest, seed: number, onProgress: OnProgress): Promise<Dataset> {
  if (request.kind === 'idx') {
    const { images, labels } = request;
    return loadIdxDataset(
      {
        images: new Uint8Array(await images.arrayBuffer()),
        labels: new Uint8Array(await labels.arrayBuffer()),
        imagesFile: images.name,
        labelsFile: labels.name,
      },
      images.name,
    );
  }
  if (request.name === 'mnist') return loadMnist(onProgress);
  const make = madeDatasets.get(request.name);
  if (!make)
    throw new Error(`data: expected mnist, ${[...madeDatasets.keys()].join(', ')}, got "${request.name}"`);
  return make(seed);
}

let mnist: Promise<Dataset> | null = null;

/** The 60,000 training images, downloaded once for all jobs of a visit. */
function loadMnist(onProgress: OnProgress): Promise<Dataset> {
  mnist ??= downloadMnist(onProgress).catch((error: unknown) => {
    mnist = null;
    throw error;
  });
  return mnist;
}

async function downloadMnist(onProgress: OnProgress): Promise<Dataset> {
  const labels = await download('train-labels-idx1-ubyte.gz', () => undefined);
  const images = await download('train-images-idx3-ubyte.gz', onProgress);
  return loadIdxDataset({ images, labels }, 'mnist');
}

async function download(file: string, onProgress: OnProgress): Promise<Uint8Array> {
  // Beside the page, wherever a host has put it; the worker's own script lies in the folder of assets.
  const address = new URL(`${import.meta.env.DEV ? '/' : '../'}mnist/${file}`, self.location.href);
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  const total = Number(response.headers.get('Content-Length') ?? 0);
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    loaded += next.value.length;
    onProgress(loaded, total);
  }
  return join(chunks, loaded);
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
