/** A context that can add up lines, and who draws with it. */
export interface GpuContext {
  readonly gl: WebGL2RenderingContext;
  /** The graphics processor as the driver calls it; empty where the browser keeps that to itself. */
  readonly name: string;
}

/** What drivers are called that draw on the processor, without a GPU. */
const softwareNames = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether a driver of this name draws on the processor. */
export function isSoftware(name: string): boolean {
  return softwareNames.test(name);
}

/**
 * The drawing context of a canvas for lines by the million. Throws with the reason, as part of a sentence, where the
 * browser gives none, or one that cannot add to single-precision numbers: in halves what is beyond 2048 lines is lost.
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
  if (gl === null) throw new Error('this browser gives no WebGL 2');
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
