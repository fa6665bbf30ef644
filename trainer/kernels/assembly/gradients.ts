/*
 * Gating activations, and element-wise gradients of activations, computed from the incoming gradient and a saved tensor
 * of the forward pass (its input x or its output y).
 */

/**
 * The gradient of a function with slope 1 for positive x and `slope` for negative x. A slope of 0 is a gate, not a
 * product, so that an infinite gradient becomes 0.
 *
 * @param zeroPasses whether x = 0, and then NaN too, counts as positive
 */
export function gateGradient(
  incoming: usize,
  x: usize,
  out: usize,
  count: usize,
  slope: f32,
  zeroPasses: bool,
): void {
  const end = x + count * 4;
  for (; x + 16 <= end; x += 16) {
    v128.store(out, gateOf(v128.load(incoming), v128.load(x), slope, zeroPasses));
    incoming += 16;
    out += 16;
  }
  for (; x < end; x += 4) {
    v128.store32_lane(out, gateOf(v128.load32_splat(incoming), v128.load32_splat(x), slope, zeroPasses), 0);
    incoming += 4;
    out += 4;
  }
}

function gateOf(incoming: v128, x: v128, slope: f32, zeroPasses: bool): v128 {
  const zero = f32x4.splat(0);
  const closed = zeroPasses ? f32x4.lt(x, zero) : v128.not(f32x4.gt(x, zero));
  const through = slope === 0 ? zero : f32x4.mul(incoming, f32x4.splat(slope));
  return v128.bitselect(through, incoming, closed);
}

/** y = x, or slope · x where x is negative. With a slope of 0 it is ReLU, and negative inputs give +0. */
export function gate(x: usize, y: usize, count: usize, slope: f32): void {
  const end = x + count * 4;
  for (; x + 16 <= end; x += 16) {
    v128.store(y, gated(v128.load(x), slope));
    y += 16;
  }
  for (; x < end; x += 4) {
    v128.store32_lane(y, gated(v128.load32_splat(x), slope), 0);
    y += 4;
  }
}

function gated(x: v128, slope: f32): v128 {
  const zero = f32x4.splat(0);
  const below = slope === 0 ? zero : f32x4.mul(x, f32x4.splat(slope));
  return v128.bitselect(below, x, f32x4.lt(x, zero));
}

/** incoming · (1 − y²), or incoming · y · (1 − y) for the logistic function. */
export function sigmoidalGradient(
  incoming: usize,
  y: usize,
  out: usize,
  count: usize,
  isLogistic: bool,
): void {
  const end = y + count * 4;
  for (; y + 16 <= end; y += 16) {
    v128.store(out, sigmoidal(v128.load(incoming), v128.load(y), isLogistic));
    incoming += 16;
    out += 16;
  }
  for (; y < end; y += 4) {
    v128.store32_lane(out, sigmoidal(v128.load32_splat(incoming), v128.load32_splat(y), isLogistic), 0);
    incoming += 4;
    out += 4;
  }
}

function sigmoidal(incoming: v128, y: v128, isLogistic: bool): v128 {
  const one = f32x4.splat(1);
  const derivative = isLogistic ? f32x4.mul(y, f32x4.sub(one, y)) : f32x4.sub(one, f32x4.mul(y, y));
  return f32x4.mul(incoming, derivative);
}
