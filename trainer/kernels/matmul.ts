import { broadcast_util, util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelInstance, WasmBackend } from './instance.ts';

/** A kernel of TensorFlow.js as it is registered, on the WebAssembly backend. */
export type WasmKernel = (params: {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly backend: WasmBackend;
  readonly attrs: Readonly<Record<string, unknown>>;
}) => TensorInfo | TensorInfo[];

/** TensorFlow.js's `BatchMatMul`: products of matrices, each factor transposed or not, the batch dimensions broadcast. */
export function createMatMul({ run, scratch }: KernelInstance): WasmKernel {
  return ({ inputs, backend, attrs }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const transposeA = Boolean(attrs['transposeA']);
    const transposeB = Boolean(attrs['transposeB']);
    if (a.dtype !== 'float32' || b.dtype !== 'float32') {
      throw new Error(`matMul: expected float32 matrices, got ${a.dtype} and ${b.dtype}`);
    }
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
    const [atA, atB, atC] = [a, b, out].map(({ dataId }) => backend.getMemoryOffset(dataId)) as [
      number,
      number,
      number,
    ];
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
}

/** Rows and columns of the matrix once it is transposed, or not. */
function matrixShape({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** Which element of an array of `shape` stands where `index` is in the array of shape `whole` that it is broadcast to. */
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
