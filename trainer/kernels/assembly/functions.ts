import { madd } from './madd';

/*
 * Element-wise functions of four lanes, to about 2 units in the last place of float32. NaN stays NaN. Coefficients of
 * `exp` and `tanh` are those of S. Moshier's Cephes library (expf, tanhf), those of `erf` Eigen's rational minimax.
 */

const LOG2_E: f32 = 1.44269504;
/** ln 2 in two parts; the first has few enough bits for exact products with integers. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

/** eˣ; the power of two is applied in two halves, so that results near both ends of the range do not overflow early. */
export function exp(x: v128): v128 {
  // Outside these bounds the result is 0 or infinite anyway.
  x = f32x4.min(f32x4.max(x, f32x4.splat(-105)), f32x4.splat(89));
  const power = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
  let r = f32x4.sub(x, f32x4.mul(power, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(power, f32x4.splat(LN2_LOW)));
  let y = f32x4.splat(1.98756915e-4);
  y = madd(y, r, f32x4.splat(1.3981999507e-3));
  y = madd(y, r, f32x4.splat(8.3334519073e-3));
  y = madd(y, r, f32x4.splat(4.1665795894e-2));
  y = madd(y, r, f32x4.splat(1.6666665459e-1));
  y = madd(y, r, f32x4.splat(5.0000001201e-1));
  y = f32x4.add(madd(y, f32x4.mul(r, r), r), f32x4.splat(1));
  const whole = i32x4.trunc_sat_f32x4_s(power);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(y, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

function powerOfTwo(exponent: v128): v128 {
  return i32x4.shl(i32x4.add(exponent, i32x4.splat(127)), 23);
}

/** A polynomial in x² for small |x|, where 1 − 2 / (e²ˣ + 1) suffers from cancellation. */
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let y = f32x4.splat(-5.70498872745e-3);
  y = madd(y, square, f32x4.splat(2.06390887954e-2));
  y = madd(y, square, f32x4.splat(-5.37397155531e-2));
  y = madd(y, square, f32x4.splat(1.33314422036e-1));
  y = madd(y, square, f32x4.splat(-3.33332819422e-1));
  const small = madd(f32x4.mul(y, square), x, x);
  const one = f32x4.splat(1);
  const power = exp(f32x4.add(magnitude, magnitude));
  const large = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)));
  const signed = v128.or(large, v128.and(x, f32x4.splat(-0.0)));
  return v128.bitselect(small, signed, f32x4.lt(magnitude, f32x4.splat(0.625)));
}

/** 1 / (1 + e⁻ˣ) */
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** eˣ − 1 = tanh(x / 2) · (eˣ + 1), accurate for small x. */
export function expm1(x: v128): v128 {
  const power = exp(x);
  const product = f32x4.mul(tanh(f32x4.mul(x, f32x4.splat(0.5))), f32x4.add(power, f32x4.splat(1)));
  return v128.bitselect(product, power, f32x4.lt(power, f32x4.splat(1e30)));
}

/**
 * ln(1 + eˣ) = max(x, 0) + ln(1 + u) with u = e^−|x|, by the series of 2 artanh(s) for s = u / (2 + u) ≤ 1/3.
 */
export function softplus(x: v128): v128 {
  const u = exp(f32x4.neg(f32x4.abs(x)));
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2)));
  const square = f32x4.mul(s, s);
  let y = f32x4.splat(2.0 / 15);
  y = madd(y, square, f32x4.splat(2.0 / 13));
  y = madd(y, square, f32x4.splat(2.0 / 11));
  y = madd(y, square, f32x4.splat(2.0 / 9));
  y = madd(y, square, f32x4.splat(2.0 / 7));
  y = madd(y, square, f32x4.splat(2.0 / 5));
  y = madd(y, square, f32x4.splat(2.0 / 3));
  y = madd(y, square, f32x4.splat(2));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), f32x4.mul(y, s));
}

/** x · p(x²) / q(x²) on ±4; outside, erf is ±1 in float32. */
export function erf(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-4)), f32x4.splat(4));
  const square = f32x4.mul(x, x);
  let p = f32x4.splat(-2.72614225801306e-10);
  p = madd(p, square, f32x4.splat(2.77068142495902e-8));
  p = madd(p, square, f32x4.splat(-2.10102402082508e-6));
  p = madd(p, square, f32x4.splat(-5.69250639462346e-5));
  p = madd(p, square, f32x4.splat(-7.34990630326855e-4));
  p = madd(p, square, f32x4.splat(-2.95459980854025e-3));
  p = madd(p, square, f32x4.splat(-1.60960333262415e-2));
  let q = f32x4.splat(-1.45660718464996e-5);
  q = madd(q, square, f32x4.splat(-2.13374055278905e-4));
  q = madd(q, square, f32x4.splat(-1.68282697438203e-3));
  q = madd(q, square, f32x4.splat(-7.37332916720468e-3));
  q = madd(q, square, f32x4.splat(-1.42647390514189e-2));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** TensorFlow.js's constants. */
export function selu(x: v128): v128 {
  const scale: f32 = 1.05070099;
  const alpha: f32 = 1.67326324;
  const negative = f32x4.mul(expm1(f32x4.min(x, f32x4.splat(0))), f32x4.splat(scale * alpha));
  const positive = f32x4.mul(x, f32x4.splat(scale));
  return v128.bitselect(negative, positive, f32x4.lt(x, f32x4.splat(0)));
}
