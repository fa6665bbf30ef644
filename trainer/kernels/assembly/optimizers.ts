/*
 * In-place optimiser steps: `parameter` and the running values of past gradients have `count` numbers each. The vector
 * loops stop before the end; the remaining numbers are updated one by one.
 */

/** velocity ← momentum · velocity + gradient, parameter ← parameter − rate · velocity, optionally with Nesterov momentum. */
export function sgd(
  parameter: usize,
  velocity: usize,
  gradient: usize,
  count: usize,
  rate: f32,
  momentum: f32,
  nesterov: bool,
): void {
  const rates = f32x4.splat(rate);
  const momenta = f32x4.splat(momentum);
  const end = parameter + count * 4;
  for (; parameter + 16 <= end; parameter += 16) {
    const g = v128.load(gradient);
    const v = f32x4.add(f32x4.mul(v128.load(velocity), momenta), g);
    v128.store(velocity, v);
    const ahead = nesterov ? f32x4.add(g, f32x4.mul(v, momenta)) : v;
    v128.store(parameter, f32x4.sub(v128.load(parameter), f32x4.mul(ahead, rates)));
    velocity += 16;
    gradient += 16;
  }
  for (; parameter < end; parameter += 4) {
    const g = load<f32>(gradient);
    const v = load<f32>(velocity) * momentum + g;
    store<f32>(velocity, v);
    const ahead = nesterov ? g + v * momentum : v;
    store<f32>(parameter, load<f32>(parameter) - ahead * rate);
    velocity += 4;
    gradient += 4;
  }
}

/**
 * first ← β₁ first + (1 − β₁) g, second ← β₂ second + (1 − β₂) g²,
 * parameter ← parameter − rate · first / (√second / rootCorrection + ε).
 *
 * @param rate the learning rate / (1 − β₁ᵗ)
 * @param rootCorrection √(1 − β₂ᵗ)
 */
export function adam(
  parameter: usize,
  first: usize,
  second: usize,
  gradient: usize,
  count: usize,
  rate: f32,
  rootCorrection: f32,
  beta1: f32,
  beta2: f32,
  newShare1: f32,
  newShare2: f32,
  epsilon: f32,
): void {
  const end = parameter + count * 4;
  for (; parameter + 16 <= end; parameter += 16) {
    const g = v128.load(gradient);
    const m = f32x4.add(
      f32x4.mul(v128.load(first), f32x4.splat(beta1)),
      f32x4.mul(g, f32x4.splat(newShare1)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(second), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(newShare2)),
    );
    v128.store(first, m);
    v128.store(second, v);
    const root = f32x4.add(f32x4.div(f32x4.sqrt(v), f32x4.splat(rootCorrection)), f32x4.splat(epsilon));
    const change = f32x4.mul(f32x4.div(m, root), f32x4.splat(rate));
    v128.store(parameter, f32x4.sub(v128.load(parameter), change));
    first += 16;
    second += 16;
    gradient += 16;
  }
  for (; parameter < end; parameter += 4) {
    const g = load<f32>(gradient);
    const m = load<f32>(first) * beta1 + g * newShare1;
    const v = load<f32>(second) * beta2 + g * g * newShare2;
    store<f32>(first, m);
    store<f32>(second, v);
    const change = (m / (sqrt<f32>(v) / rootCorrection + epsilon)) * rate;
    store<f32>(parameter, load<f32>(parameter) - change);
    first += 4;
    second += 4;
    gradient += 4;
  }
}
