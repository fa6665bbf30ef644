/** A context that can sum lines, and the name of its GPU. */
export interface GpuContext {
  readonly gl: WebGL2RenderingContext;
  /** The driver's name of the GPU; empty if the browser does not reveal it. */
  readonly name: string;
}

/** Names of drivers that draw on the CPU. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether a driver of this name draws on the CPU. */
export function isSoftware(name: string): boolean {
  return softwareNames.test(name);
}

/**
 * Opens the drawing context of a canvas. Throws with the reason, as part of a sentence, if the browser has no WebGL 2 or
 * the context cannot blend single-precision numbers: half precision cannot count beyond 2048 lines.
 */
export function openContext(canvas: OffscreenCanvas): GpuContext {
  const gl = canvas.getContext('webgl2', {
    alpha: true,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: true,
    powerPreference: 'high-performance',
  });
  if (gl === null) throw new Error('this browser has no WebGL 2');
  for (const extension of ['EXT_color_buffer_float', 'EXT_float_blend']) {
    if (gl.getExtension(extension) === null) {
      throw new Error(`the graphics driver cannot add up 32-bit numbers (no ${extension})`);
    }
  }
  return { gl, name: nameOf(gl) };
}

function nameOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? '');
}
