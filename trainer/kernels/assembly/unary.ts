import { erf, exp, expm1, selu, sigmoid, softplus, tanh } from './functions';

/** `kind` is the index in `unaryFunctions` of operations/unary.ts. */
function apply(kind: u32, x: v128): v128 {
  switch (kind) {
    case 0:
      return exp(x);
    case 1:
      return expm1(x);
    case 2:
      return tanh(x);
    case 3:
      return sigmoid(x);
    case 4:
      return softplus(x);
    case 5:
      return erf(x);
    default:
      return selu(x);
  }
}

/** y[i] = f(x[i]) for `count` numbers. */
export function unary(kind: u32, x: usize, y: usize, count: usize): void {
  const end = x + count * 4;
  for (; x + 16 <= end; x += 16) {
    v128.store(y, apply(kind, v128.load(x)));
    y += 16;
  }
  for (; x < end; x += 4) {
    v128.store32_lane(y, apply(kind, v128.load32_splat(x)), 0);
    y += 4;
  }
}
