import type { HeldArray } from '../core/raster/job.ts';

/** Elements per row of the texture that stores an array; every WebGL 2 supports textures of this width and height. */
const rowLength = 2048;

/** Reads element `index` of an array that is stored in a texture. */
export const readArrays = `
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
float at(sampler2D array, int index) {
  return texelFetch(array, ivec2(index % ${rowLength}, index / ${rowLength}), 0).r;
}
uint at(usampler2D array, int index) {
  return texelFetch(array, ivec2(index % ${rowLength}, index / ${rowLength}), 0).r;
}`;

/** Uploads an array to a texture. Throws if it does not fit into one. */
export function uploadArray(gl: WebGL2RenderingContext, array: HeldArray | Uint8Array): WebGLTexture {
  const [stored, format, type] = formatOf(gl, array);
  const height = Math.max(1, Math.ceil(array.length / rowLength));
  if (height > (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number)) {
    throw new Error(`${array.length} rows are more than the graphics driver takes`);
  }
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, stored, rowLength, height);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const full = Math.floor(array.length / rowLength);
  const rest = array.length - full * rowLength;
  if (full > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, rowLength, full, format, type, array);
  if (rest > 0) {
    const last = array.subarray(full * rowLength);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, full, rest, 1, format, type, last);
  }
  // Values are never interpolated, and with other filters these textures would be incomplete.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

function formatOf(
  gl: WebGL2RenderingContext,
  array: HeldArray | Uint8Array,
): readonly [stored: GLenum, format: GLenum, type: GLenum] {
  if (array instanceof Float32Array) return [gl.R32F, gl.RED, gl.FLOAT];
  if (array instanceof Uint32Array) return [gl.R32UI, gl.RED_INTEGER, gl.UNSIGNED_INT];
  if (array instanceof Uint16Array) return [gl.R16UI, gl.RED_INTEGER, gl.UNSIGNED_SHORT];
  return [gl.R8UI, gl.RED_INTEGER, gl.UNSIGNED_BYTE];
}
