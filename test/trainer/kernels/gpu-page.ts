/** Runs in a page with WebGL, and with WebGPU if the browser enables it in software. */
import { backend, getBackend, getKernel, Identity, memory, profile } from '@tensorflow/tfjs-core';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import {
  defaultConfig,
  openBackend,
  timeSteps,
  train,
  useBackend,
  type Dataset,
} from '../../../trainer/index.ts';

const count = 400;
const dimensions = 100;

/** Bytes, the first few of which determine the class. */
function createData(): Dataset {
  const labels = Uint8Array.from({ length: count }, (_, row) => row % 4);
  const features = Uint8Array.from({ length: count * dimensions }, (_, i) => {
    const [row, column] = [Math.floor(i / dimensions), i % dimensions];
    return column === labels[row] ? 200 : (((i + 1) * 2654435761) >>> 24) % 90;
  });
  return { name: 'drawn', features, labels, count, dimensions, classes: 4 };
}

const config = { ...defaultConfig, hidden: [16, 8], epochs: 3, batchSize: 64, health: false };
const clock = () => performance.now();

export async function trainOnGpu(name: 'webgl' | 'webgpu') {
  const data = createData();
  await useBackend('cpu');
  const onCpu = await losses(data);
  await useBackend(name);
  const before = memory().numTensors;
  const traffic = watchTraffic();
  const seen: { bytes: number; readings: number }[] = [];
  const onGpu = await losses(data, () => seen.push({ ...traffic }));
  const [one, two] = [await launchesOf(data, 1), await launchesOf(data, 2)];
  return {
    losses: { cpu: onCpu, gpu: onGpu },
    // Not the first epoch, before which the whole data set is uploaded.
    uploaded: seen[1]!.bytes - seen[0]!.bytes,
    readings: seen[1]!.readings - seen[0]!.readings,
    launches: two.kernels - one.kernels,
    dispatches: two.dispatches - one.dispatches,
    left: memory().numTensors - before,
  };
}

async function losses(data: Dataset, onEpoch = () => 0, learningRate = 0.01): Promise<number[]> {
  const seen: number[] = [];
  for await (const record of train({ ...config, learningRate }, data, { clock })) {
    seen.push(record['train_loss'] as number);
    onEpoch();
  }
  return seen;
}

/** Counts the bytes uploaded to the backend, and the number of reads. */
function watchTraffic() {
  const watched = backend() as unknown as {
    write(values: ArrayLike<number> | null, ...rest: unknown[]): object;
    read(dataId: object): Promise<unknown>;
  };
  const [write, read] = [watched.write.bind(watched), watched.read.bind(watched)];
  const traffic = { bytes: 0, readings: 0 };
  watched.write = (values, ...rest) => {
    traffic.bytes += 4 * (values?.length ?? 0);
    return write(values, ...rest);
  };
  watched.read = (dataId) => {
    traffic.readings++;
    return read(dataId);
  };
  return traffic;
}

/** Number of kernels of some steps, and number of WebGPU dispatches. */
async function launchesOf(data: Dataset, steps: number) {
  const dispatches = countDispatches();
  const { kernels } = await profile(async () => {
    await timeSteps(config, data, clock, steps);
    return [];
  });
  const isLaunch = ({ name }: { readonly name: string }) =>
    name !== Identity && (getKernel(name, getBackend()) as KernelConfig | undefined) !== undefined;
  return { kernels: kernels.filter(isLaunch).length, dispatches: dispatches() };
}

/** Starts counting. Returns a function that stops and returns the count. */
function countDispatches(): () => number {
  const { prototype } = (globalThis as unknown as { GPUComputePassEncoder?: { prototype: Pass } })
    .GPUComputePassEncoder ?? { prototype: { dispatchWorkgroups: () => undefined } };
  const dispatch = prototype.dispatchWorkgroups;
  let count = 0;
  prototype.dispatchWorkgroups = function (...sizes) {
    count++;
    dispatch.apply(this, sizes);
  };
  return () => {
    prototype.dispatchWorkgroups = dispatch;
    return count;
  };
}

interface Pass {
  dispatchWorkgroups(...sizes: number[]): void;
}

/** The results of a NaN loss and of a lost device on WebGPU. */
export async function endOnWebgpu() {
  const { lost } = await openBackend('webgpu');
  const wild = await losses(createData(), () => 0, 1e30);
  const { device } = backend() as unknown as { device: { destroy(): void } };
  device.destroy();
  const lossMessage = await lost.catch((error: Error) => `${error.name}: ${error.message}`);
  return { wild: String(wild.at(-1)), lossMessage };
}
