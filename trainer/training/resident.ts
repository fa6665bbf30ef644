import { dispose, env, gather, getBackend, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { mostWebgpuBytes } from '../backend/webgpu.ts';
import type { Dataset } from '../data/dataset.ts';
import { createRowWriter } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import type { Objective } from './objective.ts';

/** More than this is not kept on a GPU, which others use too. */
const MOST_BYTES = 512e6;

/** A whole data set on the backend: a batch is picked from it there, and nothing but row numbers is uploaded. */
export interface ResidentData {
  /** Inputs and targets of the rows in their order, rows × dimensions and rows × target width. */
  pick(rows: Uint32Array): { readonly inputs: Tensor2D; readonly targets: Tensor2D };
  dispose(): void;
}

/** @returns null where the backend is no GPU, or has no room for the data set in one texture or buffer */
export function createResidentData(
  dataset: Dataset,
  scaling: Scaling,
  objective: Objective,
): ResidentData | null {
  const { count, dimensions } = dataset;
  if (4 * count * dimensions > Math.min(MOST_BYTES, roomOnGpu())) return null;

  const { targetWidth } = objective;
  const writeRow = createRowWriter(dataset, scaling);
  const features = new Float32Array(count * dimensions);
  const goals = new Float32Array(count * targetWidth);
  for (let row = 0; row < count; row++) {
    writeRow(row, features, row * dimensions);
    objective.writeTarget(row, goals, row * targetWidth);
  }
  const all = [tensor2d(features, [count, dimensions]), tensor2d(goals, [count, targetWidth])] as const;
  return {
    pick(rows) {
      const [inputs, targets] = tidy(() => {
        const indices = tensor1d(Int32Array.from(rows), 'int32');
        return all.map((each) => gather(each, indices));
      }) as [Tensor2D, Tensor2D];
      return { inputs, targets };
    },
    dispose: () => dispose([...all]),
  };
}

/** Bytes of the largest tensor; 0 where there is no GPU. */
function roomOnGpu(): number {
  switch (getBackend()) {
    case 'webgl':
      // Half of the texels of 4 bytes: a texture may not be filled to its last row.
      return 2 * env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2;
    case 'webgpu':
      return mostWebgpuBytes();
    default:
      return 0;
  }
}
