import { add, customGrad, div, mean, mul, rsqrt, square, sub, sum, tidy } from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { NormWeights } from './layers.ts';
import { createVariable } from './variables.ts';

/** PyTorch's defaults. */
const EPSILON = 1e-5;
const MOMENTUM = 0.1;

/** Batch normalisation of one layer, like PyTorch's `nn.BatchNorm1d`. */
export interface BatchNorm {
  /** Scale and shift. */
  readonly trained: readonly Variable[];
  /** Running mean and variance. */
  readonly running: readonly Variable[];
  /** rows × units, normalised by the running estimates. */
  evaluate(input: Tensor2D): Tensor2D;
  /**
   * rows × units, normalised by the batch's mean and (population) variance; moves the running estimates a tenth of the
   * way to that mean and the sample variance. A single row has no variance and is normalised by the estimates.
   */
  train(input: Tensor2D): Tensor2D;
  read(): Promise<NormWeights>;
}

export function createBatchNorm(initial: NormWeights): BatchNorm {
  const units: [number] = [initial.scale.length];
  const scale = createVariable(initial.scale, units);
  const shift = createVariable(initial.shift, units);
  const runningMean = createVariable(initial.mean, units, false);
  const runningVariance = createVariable(initial.variance, units, false);

  const evaluate = (input: Tensor2D) => normaliseBy(input, scale, shift, runningMean, runningVariance);
  return {
    trained: [scale, shift],
    running: [runningMean, runningVariance],
    evaluate,
    train(input) {
      const rows = input.shape[0];
      if (rows === 1) return evaluate(input);
      tidy(() => {
        const batchMean = mean(input, 0);
        const sampleVariance = div(sum(square(sub(input, batchMean)), 0), rows - 1);
        moveTowards(runningMean, batchMean);
        moveTowards(runningVariance, sampleVariance);
      });
      return normaliseByBatch(input, scale, shift);
    },
    read: async () => ({
      scale: await copyOf(scale),
      shift: await copyOf(shift),
      mean: await copyOf(runningMean),
      variance: await copyOf(runningVariance),
    }),
  };
}

async function copyOf(values: Variable): Promise<Float32Array> {
  return ((await values.data()) as Float32Array).slice();
}

function moveTowards(estimate: Variable, target: Tensor): void {
  estimate.assign(add(mul(estimate, 1 - MOMENTUM), mul(target, MOMENTUM)));
}

/** Normalises by a given mean and variance, which are constants for the gradient. */
function normaliseBy(
  input: Tensor2D,
  scale: Tensor1D | Variable,
  shift: Tensor1D | Variable,
  centre: Tensor,
  spread: Tensor,
): Tensor2D {
  const normalise = customGrad((...args) => {
    const [x, factor, offset, save] = args as unknown as [Tensor, Tensor, Tensor, GradSaveFunc];
    const inverse = rsqrt(add(spread, EPSILON));
    const normal = mul(sub(x, centre), inverse);
    save([normal, factor, inverse]);
    return {
      value: add(mul(normal, factor), offset),
      gradFunc: (incoming: Tensor, saved: Tensor[]) => {
        const [savedNormal, savedFactor, savedInverse] = saved as [Tensor, Tensor, Tensor];
        return [
          mul(incoming, mul(savedFactor, savedInverse)),
          sum(mul(incoming, savedNormal), 0),
          sum(incoming, 0),
        ];
      },
    };
  });
  return normalise(input, scale as Tensor, shift as Tensor) as Tensor2D;
}

/**
 * Normalises by the batch's mean and variance, through which the gradient flows too (S. Ioffe and C. Szegedy, 2015):
 * with x̂ the normalised input, ∂x = scale / √(var + ε) · (dy − mean(dy) − x̂ · mean(dy · x̂)).
 */
const byBatch = customGrad((...args) => {
  const [x, scale, shift, save] = args as unknown as [Tensor, Tensor, Tensor, GradSaveFunc];
  const centred = sub(x, mean(x, 0));
  const inverse = rsqrt(add(mean(square(centred), 0), EPSILON));
  const normal = mul(centred, inverse);
  save([normal, scale, inverse]);
  return {
    value: add(mul(normal, scale), shift),
    gradFunc: (incoming: Tensor, saved: Tensor[]) => {
      const [savedNormal, savedScale, savedInverse] = saved as [Tensor, Tensor, Tensor];
      const rows = incoming.shape[0]!;
      const sums = sum(incoming, 0);
      const products = sum(mul(incoming, savedNormal), 0);
      const common = add(div(sums, rows), mul(savedNormal, div(products, rows)));
      return [mul(mul(savedScale, savedInverse), sub(incoming, common)), products, sums];
    },
  };
});

function normaliseByBatch(input: Tensor2D, scale: Tensor, shift: Tensor): Tensor2D {
  return byBatch(input, scale, shift) as Tensor2D;
}
