import { BatchMatMul, broadcast_util, util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressesOf, checkFloats } from '../wasm-kernel.ts';
import type { KernelCreator } from '../wasm-kernel.ts';

/** TensorFlow.js's `BatchMatMul`: products of matrices, each factor transposed or not, the batch dimensions broadcast. */
const createMatMul: KernelCreator = ({ run, scratch }) => {
  return ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const transposeA = Boolean(attrs['transposeA']);
    const transposeB = Boolean(attrs['transposeB']);
    checkFloats('matMul', [a, b]);
    const [rows, depth] = matrixShape(a, transposeA);
    const [depthOfB, columns] = matrixShape(b, transposeB);
    if (depth !== depthOfB) {
      const shapes = `[${a.shape.join(', ')}] and [${b.shape.join(', ')}]`;
      throw new Error(
        `matMul: inner dimensions ${String(depth)} and ${String(depthOfB)} of ${shapes} differ`,
      );
    }
    const batchOfA = a.shape.slice(0, -2);
    const batchOfB = b.shape.slice(0, -2);
    const batch = broadcast_util.assertAndGetBroadcastShape(batchOfA, batchOfB);
    const out = backend.makeOutput([...batch, rows, columns], 'float32');
    const [atA, atB, atC] = addressesOf(backend, [a, b, out]) as [number, number, number];
    const count = util.sizeFromShape(batch);
    for (let i = 0; i < count; i++) {
      run.matmul(
        atA + 4 * rows * depth * broadcastIndex(i, batch, batchOfA),
        atB + 4 * depth * columns * broadcastIndex(i, batch, batchOfB),
        atC + 4 * rows * columns * i,
        rows,
        columns,
        depth,
        transposeA,
        transposeB,
        scratch,
      );
    }
    return out;
  };
};

export const matMulKernels = { [BatchMatMul]: createMatMul };

/** Rows and columns of the matrix after the optional transposition. */
function matrixShape({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** The index in an array of `shape` of the element that is broadcast to `index` in an array of shape `whole`. */
function broadcastIndex(index: number, whole: readonly number[], shape: readonly number[]): number {
  let [own, stride] = [0, 1];
  for (let fromEnd = 1; fromEnd <= shape.length; fromEnd++) {
    const extent = whole[whole.length - fromEnd]!;
    const ownExtent = shape[shape.length - fromEnd]!;
    if (ownExtent > 1) own += (index % extent) * stride;
    stride *= ownExtent;
    index = Math.floor(index / extent);
  }
  return own;
}
