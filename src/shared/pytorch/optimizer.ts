import type { TrainConfig } from '../../../trainer/index.ts';
import { pythonValue } from '../python-value.ts';

/** An expression for the optimiser of `net`. */
export function optimizerOf(config: TrainConfig): string {
  const { learningRate, momentum, nesterov, beta1, beta2, epsilon, smoothing, weightDecay } = config;
  const named = (settings: Readonly<Record<string, number | boolean>>) =>
    Object.entries({ lr: learningRate, ...settings, weight_decay: weightDecay })
      .map(([name, value]) => `${name}=${pythonValue(value)}`)
      .join(', ');
  const create = (name: string, settings: string) => `torch.optim.${name}(net.parameters(), ${settings})`;
  switch (config.optimizer) {
    case 'sgd':
      return create('SGD', named({ momentum, nesterov }));
    case 'adam':
    case 'adamw':
      return create(
        config.optimizer === 'adam' ? 'Adam' : 'AdamW',
        `betas=(${String(beta1)}, ${String(beta2)}), ${named({ eps: epsilon })}`,
      );
    case 'rmsprop':
      return create('RMSprop', named({ alpha: smoothing, eps: epsilon }));
  }
}

/** The function `rate`, the learning rate of a step; empty if the rate is constant. */
export function rateSection(config: TrainConfig): string {
  const { schedule, warmup } = config;
  if (!hasRate(config)) return '';
  const rising =
    warmup === 0
      ? '    return value\n'
      : `    rising = ${String(warmup)} * batches
    return value * (step + 1) / rising if step < rising else value
`;
  return `def rate(step, batches):
    """The learning rate of a step, counted from 0, with this number of batches per epoch: ${schedule}${warmup > 0 ? ' after a warm-up' : ''}."""
    epoch = step // batches
${scheduleLines(config)}${rising}
`;
}

export const hasRate = ({ schedule, warmup }: TrainConfig) => schedule !== 'constant' || warmup > 0;

function scheduleLines(config: TrainConfig): string {
  const { schedule, learningRate, scheduleEvery, scheduleFactor, epochs } = config;
  const rate = String(learningRate);
  switch (schedule) {
    case 'constant':
      return `    value = ${rate}\n`;
    case 'step':
      return `    value = ${rate} * ${String(scheduleFactor)} ** (epoch // ${String(scheduleEvery)})\n`;
    case 'exponential':
      return `    value = ${rate} * ${String(scheduleFactor)} ** epoch\n`;
    case 'cosine':
      return `    value = ${rate} * (1 + math.cos(math.pi * epoch / ${String(epochs)})) / 2\n`;
    case 'one_cycle':
      return `    half_cosine = lambda start, end, share: end + (start - end) * (1 + math.cos(math.pi * share)) / 2
    steps, first = ${String(epochs)} * batches, ${rate} / 25
    top = 0.3 * steps - 1
    if step <= top:
        value = half_cosine(first, ${rate}, step / top)
    else:
        value = half_cosine(${rate}, first / 1e4, (step - top) / (steps - 1 - top))
`;
  }
}
