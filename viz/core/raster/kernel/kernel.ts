import { base64 } from './bytes.ts';

type Pointer = number;

/** The exports of `assembly/index.ts`, documented there. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  allocate(size: number): Pointer;
  release(pointer: Pointer): void;
  clear(pointer: Pointer, size: number): void;
  countFlat(...args: number[]): void;
  countFronts(...args: number[]): void;
  compareRows(
    first: Pointer,
    firstCount: number,
    second: Pointer,
    secondCount: number,
    came: Pointer,
    gone: Pointer,
    max: number,
  ): number;
  transpose(from: Pointer, to: Pointer, cells: number, stride: number, shift: number): void;
  project(
    square: Pointer,
    sums: Pointer,
    spare: Pointer,
    cells: number,
    shift: number,
    stride: number,
    slopes: Pointer,
    count: number,
  ): Pointer;
  resample(...args: number[]): void;
  resampleFronts(...args: number[]): void;
  prepareLines(...args: number[]): void;
  shapeLines(lines: Pointer, count: number, reach: number, lineWidth: number): void;
  composeLines(...args: number[]): void;
  packColors(colors: Pointer, count: number, bytes: Pointer, target: Pointer): void;
  turn(columns: Pointer, width: number, height: number, pixels: Pointer): void;
  writeFlat(...args: number[]): void;
  writeFronts(...args: number[]): void;
  writeComposed(column: Pointer, stride: number, height: number, pixels: Pointer, bytes: Pointer): void;
}

type NumberArray = Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

/** The compiled loops of the rasteriser with their memory. */
export interface Kernel extends KernelExports {
  /** Copies `array` to the kernel's memory; the caller frees it with `release`. */
  store(array: NumberArray): Pointer;
  /** Writes `array` to memory that the caller has allocated. */
  write(array: NumberArray, pointer: Pointer): void;
  /** Copies `length` bytes out of the kernel's memory. */
  read(pointer: Pointer, length: number): Uint8ClampedArray<ArrayBuffer>;
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** Creates a kernel with its own memory. The module is compiled once. */
export async function createKernel(): Promise<Kernel> {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  const instance = await WebAssembly.instantiate(await compiled);
  const exports = instance.exports as unknown as KernelExports;
  const bytesAt = (pointer: Pointer, length: number) =>
    new Uint8Array(exports.memory.buffer, pointer, length);

  function write(array: NumberArray, pointer: Pointer): void {
    const { buffer, byteOffset, byteLength } = array;
    bytesAt(pointer, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  }

  function store(array: NumberArray): Pointer {
    const pointer = exports.allocate(Math.max(16, array.byteLength));
    write(array, pointer);
    return pointer;
  }

  const read = (pointer: Pointer, length: number) => new Uint8ClampedArray(bytesAt(pointer, length));
  return { ...exports, store, write, read };
}
