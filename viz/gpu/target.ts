/** A framebuffer of single-precision numbers. */
export interface Target {
  readonly texture: WebGLTexture;
  /** Makes it the target of draw calls and clears `width` × `height` pixels from its corner. */
  bind(width: number, height: number): void;
  /** Makes it the target again without clearing it. */
  resume(): void;
}

/**
 * Creates a target of `channels` numbers per pixel that grows as needed. Row 0 is the top of the picture.
 * Throws if it would exceed the driver's maximum size.
 */
export function createTarget(gl: WebGL2RenderingContext, channels: 1 | 4): Target {
  const framebuffer = gl.createFramebuffer();
  let texture = gl.createTexture();
  let [roomX, roomY] = [0, 0];

  function grow(width: number, height: number): void {
    if (width <= roomX && height <= roomY) return;
    [roomX, roomY] = [Math.max(width, roomX), Math.max(height, roomY)];
    const max = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    if (roomX > max || roomY > max) {
      throw new Error(`${roomX} × ${roomY} pixels are more than the graphics driver takes`);
    }
    gl.deleteTexture(texture);
    texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, channels === 1 ? gl.R32F : gl.RGBA32F, roomX, roomY);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }

  function bind(width: number, height: number): void {
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    grow(width, height);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, 0, width, height);
    gl.viewport(0, 0, width, height);
    gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]);
  }

  return {
    get texture() {
      return texture;
    },
    bind,
    resume: () => gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer),
  };
}
