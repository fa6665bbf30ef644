import v8 from 'node:v8';

/** A module that consists of `f32x4.relaxed_madd` of three arguments. */
const probe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 1, 96, 3, 123, 123, 123, 1, 123, 3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 32, 0, 32, 1, 32, 2, 253, 133, 2, 11],
);

/**
 * Enables relaxed SIMD in WebAssembly, which makes training 1.5 times as fast, in Node 20, where it needs a flag. Applies
 * to all threads of this process. Call it before training starts.
 */
export function allowRelaxedSimd(): void {
  if (!WebAssembly.validate(probe)) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
}
