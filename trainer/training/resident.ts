import { dispose, env, gather, getBackend, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { maxWebgpuBytes } from '../backend/webgpu.ts';
import type { Dataset } from '../data/dataset.ts';
import { createRowWriter } from '../data/standardise.ts';
import type { Scaling } from '../data/standardise.ts';
import type { Objective } from './objective.ts';

/** Larger data sets are not kept on a GPU, which other programs use too. */
const MAX_BYTES = 512e6;

/** A whole data set on the backend: batches are gathered there, and only row indexes are uploaded. */
export interface ResidentData {
  /** Inputs and targets of the rows, in order: rows × dimensions and rows × target width. */
  pick(rows: Uint32Array): { readonly inputs: Tensor2D; readonly targets: Tensor2D };
  dispose(): void;
}

/** @returns null if the backend is not a GPU, or the data set does not fit into one texture or buffer */
export function createResidentData(
  dataset: Dataset,
  scaling: Scaling,
  objective: Objective,
): ResidentData | null {
  const { count, dimensions } = dataset;
  if (4 * count * dimensions > Math.min(MAX_BYTES, maxTensorBytes())) return null;

  const { targetWidth } = objective;
  const writeRow = createRowWriter(dataset, scaling);
  const features = new Float32Array(count * dimensions);
  const targetValues = new Float32Array(count * targetWidth);
  for (let row = 0; row < count; row++) {
    writeRow(row, features, row * dimensions);
    objective.writeTarget(row, targetValues, row * targetWidth);
  }
  const all = [
    tensor2d(features, [count, dimensions]),
    tensor2d(targetValues, [count, targetWidth]),
  ] as const;
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

/** Size in bytes of the largest tensor; 0 if the backend is not a GPU. */
function maxTensorBytes(): number {
  switch (getBackend()) {
    case 'webgl':
      // Half of the 4-byte texels, since a texture may not be filled to its last row.
      return 2 * env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2;
    case 'webgpu':
      return maxWebgpuBytes();
    default:
      return 0;
  }
}
