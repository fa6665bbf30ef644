import { exp } from './functions';

/**
 * The mean over the rows of −Σ targets · log softmax(logits), and its gradient (softmax(logits) − targets) / rows.
 *
 * @param loss one number
 * @param gradient rows × classes
 */
export function crossEntropy(
  targets: usize,
  logits: usize,
  loss: usize,
  gradient: usize,
  rows: usize,
  classes: usize,
): void {
  let total: f64 = 0;
  const perRow: f32 = (1 as f32) / (rows as f32);
  for (let row: usize = 0; row < rows; row++) {
    const largest = largestOf(logits, classes);
    const sum = exponentials(logits, largest, gradient, classes);
    const logSum = log(sum);
    for (let i: usize = 0; i < classes * 4; i += 4) {
      const target = load<f32>(targets + i);
      total -= (target * (load<f32>(logits + i) - largest - logSum)) as f64;
      store<f32>(gradient + i, (load<f32>(gradient + i) / sum - target) * perRow);
    }
    targets += classes * 4;
    logits += classes * 4;
    gradient += classes * 4;
  }
  store<f32>(loss, (total / (rows as f64)) as f32);
}

function largestOf(values: usize, count: usize): f32 {
  let largest: f32 = -Infinity;
  for (let i: usize = 0; i < count * 4; i += 4) largest = max<f32>(largest, load<f32>(values + i));
  return largest;
}

/** Writes e^(value − shift) for each value. @returns their sum */
function exponentials(values: usize, shift: f32, out: usize, count: usize): f32 {
  let sum: f32 = 0;
  const end = values + count * 4;
  const shifts = f32x4.splat(shift);
  for (; values + 16 <= end; values += 16) {
    const powers = exp(f32x4.sub(v128.load(values), shifts));
    v128.store(out, powers);
    sum += f32x4.extract_lane(powers, 0) + f32x4.extract_lane(powers, 1);
    sum += f32x4.extract_lane(powers, 2) + f32x4.extract_lane(powers, 3);
    out += 16;
  }
  for (; values < end; values += 4) {
    const power = f32x4.extract_lane(exp(f32x4.sub(v128.load32_splat(values), shifts)), 0);
    store<f32>(out, power);
    sum += power;
    out += 4;
  }
  return sum;
}

/** ln x for x ≥ 1 or NaN: x = m · 2ᵏ with m in [√½, √2), ln m = 2 artanh((m − 1) / (m + 1)). */
function log(x: f32): f32 {
  if (!(x < Infinity)) return x;
  const wide = x as f64;
  let exponent = ((reinterpret<u64>(wide) >> 52) as i32) - 1023;
  let m = reinterpret<f64>((reinterpret<u64>(wide) & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const w = s * s;
  const series = 1 + w * (1.0 / 3 + w * (1.0 / 5 + w * (1.0 / 7 + w * (1.0 / 9 + w * (1.0 / 11)))));
  return (2 * s * series + (exponent as f64) * 0.6931471805599453) as f32;
}
