/**
 * The exports of assembly/index.ts, documented there. Matrices, vectors and scratch are addresses: byte offsets in the
 * memory of TensorFlow.js's backend.
 */
export interface KernelExports {
  scratchBytes(): number;
  matmul(
    a: number,
    b: number,
    c: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: boolean,
    transposeB: boolean,
    scratch: number,
  ): void;
  affine(
    input: number,
    kernel: number,
    bias: number,
    out: number,
    rows: number,
    inputs: number,
    units: number,
    scratch: number,
  ): void;
  affineOfBytes(
    bytes: number,
    table: number,
    kernel: number,
    bias: number,
    out: number,
    rows: number,
    inputs: number,
    units: number,
    scratch: number,
  ): void;
  affineOfBytesGradient(
    incoming: number,
    bytes: number,
    table: number,
    ofKernel: number,
    ofBias: number,
    rows: number,
    inputs: number,
    units: number,
    scratch: number,
  ): void;
  addToRows(matrix: number, rows: number, columns: number, vector: number): void;
  sumOfRows(matrix: number, rows: number, columns: number, out: number): void;
  unary(kind: number, x: number, y: number, count: number): void;
  gate(x: number, y: number, count: number, slope: number): void;
  gateGradient(
    incoming: number,
    x: number,
    out: number,
    count: number,
    slope: number,
    zeroPasses: boolean,
  ): void;
  sigmoidalGradient(incoming: number, y: number, out: number, count: number, isLogistic: boolean): void;
  crossEntropy(
    targets: number,
    logits: number,
    loss: number,
    gradient: number,
    rows: number,
    classes: number,
  ): void;
  sgd(
    parameter: number,
    velocity: number,
    gradient: number,
    count: number,
    rate: number,
    momentum: number,
    nesterov: boolean,
  ): void;
  adam(
    parameter: number,
    first: number,
    second: number,
    gradient: number,
    count: number,
    rate: number,
    rootCorrection: number,
    beta1: number,
    beta2: number,
    newShare1: number,
    newShare2: number,
    epsilon: number,
  ): void;
  lookup(bytes: number, table: number, out: number, count: number): void;
}
