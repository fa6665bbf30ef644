/** A linked program with access to its uniforms by name. */
export interface Program {
  /** Makes this the current program. */
  use(): void;
  int(name: string, value: number): void;
  /** `values` has one to three numbers, as many as the uniform has components. */
  float(name: string, ...values: number[]): void;
  /** Binds `texture` to texture unit `unit` for the sampler `name`. */
  texture(name: string, unit: number, texture: WebGLTexture): void;
}

/** Compiles and links a program. Throws with the driver's log if that fails. */
export function createProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  const shaders = [compile(gl, gl.VERTEX_SHADER, vertex), compile(gl, gl.FRAGMENT_SHADER, fragment)];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) {
    const log = [program, ...shaders].map((part) =>
      part === program ? gl.getProgramInfoLog(program) : gl.getShaderInfoLog(part as WebGLShader),
    );
    throw new Error(`the graphics driver cannot link the program: ${log.filter(Boolean).join(' ')}`);
  }
  for (const shader of shaders) gl.deleteShader(shader);
  const locations = new Map<string, WebGLUniformLocation | null>();

  function locate(name: string): WebGLUniformLocation | null {
    let location = locations.get(name);
    if (location === undefined) {
      location = gl.getUniformLocation(program, name);
      locations.set(name, location);
    }
    return location;
  }

  function float(name: string, ...values: number[]): void {
    const location = locate(name);
    const [x = 0, y = 0, z = 0] = values;
    if (values.length === 1) gl.uniform1f(location, x);
    else if (values.length === 2) gl.uniform2f(location, x, y);
    else gl.uniform3f(location, x, y, z);
  }

  function texture(name: string, unit: number, from: WebGLTexture): void {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, from);
    gl.uniform1i(locate(name), unit);
  }

  return {
    use: () => gl.useProgram(program),
    int: (name, value) => gl.uniform1i(locate(name), value),
    float,
    texture,
  };
}

function compile(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  // Null only if the context is lost.
  if (shader === null) throw new Error('the drawing context is lost');
  gl.shaderSource(shader, `#version 300 es\n${source}`);
  gl.compileShader(shader);
  return shader;
}

/** Returns a lookup of programs by variant; `make` creates a program on its first use. */
export function createPrograms<Variant>(make: (variant: Variant) => Program): (variant: Variant) => Program {
  const made = new Map<string, Program>();
  return (variant) => {
    const key = JSON.stringify(variant);
    let program = made.get(key);
    if (program === undefined) {
      program = make(variant);
      made.set(key, program);
    }
    return program;
  };
}
