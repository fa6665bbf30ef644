import type { EpochRecord, Run } from '../../history/index.ts';
import { activationNames, activations } from '../activations/index.ts';

export type DiagnosisKind =
  'diverged' | 'dead' | 'saturated' | 'vanishing' | 'exploding' | 'too_fast' | 'stuck';

/** A problem of a run. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** The first epoch of the problem, at most 1,000 epochs before the last one. */
  readonly epoch: number;
  /** One or two words, for a chip. */
  readonly label: string;
  /** Human-readable: what is measured, what it means, and what may help. */
  readonly text: string;
}

/** Thresholds for the metrics of `healthMetrics`. */
const LIMITS = {
  /** Fraction of a layer's units. */
  dead: 0.5,
  /** Fraction of a layer's values where |f′| is small, for an activation that flattens on both sides. */
  saturated: 0.6,
  /** Gradient of the first hidden layer divided by that of the last. */
  vanishing: 0.01,
  exploding: 100,
  /** log10(update / weight); about −3 is usual. */
  tooFast: -0.5,
  stuck: -6,
} as const;

/** No optimiser is stable at much higher rates, so none is advised. */
const MAX_ADVISED_RATE = 0.1;

/** A network with such an accuracy or R² on the validation rows, whose training loss has halved, learns well. */
const GOOD_SCORE = 0.9;

/** Number of epochs searched for the start of a problem: a run can have 100,000, and is diagnosed often. */
const MAX_LOOKBACK = 1000;

type Finding = Omit<Diagnosis, 'epoch'>;
type Rule = (record: EpochRecord, run: Pick<Run, 'parameters'>) => Finding | null;

/**
 * The problems that show in the last record of a run, the most serious first, each with the epoch since which it has
 * shown. Empty for a healthy run, one that learns well whatever is measured within it, or one without health metrics.
 */
export function diagnose(run: Pick<Run, 'records' | 'status' | 'parameters'>): Diagnosis[] {
  const { records, status } = run;
  const last = records.at(-1);
  if (!last) return [];
  if (status === 'diverged') return [{ ...divergence(last, run), epoch: last.epoch }];
  if (learnsWell(records[0]!, last)) return [];
  return RULES.flatMap((rule) => {
    const found = rule(last, run);
    if (!found) return [];
    const earliest = Math.max(0, records.length - MAX_LOOKBACK);
    let first = records.length - 1;
    while (first > earliest && rule(records[first - 1]!, run)) first--;
    return [{ ...found, epoch: records[first]!.epoch }];
  });
}

function divergence(record: EpochRecord, { parameters }: Pick<Run, 'parameters'>): Finding {
  const isTraining = !Number.isFinite(record['train_loss']);
  const name = isTraining ? 'train_loss' : 'valid_loss';
  const value = record[name];
  const became = Number.isNaN(value) ? 'NaN' : 'infinite';
  const rate = parameters['learning_rate'];
  const hint =
    typeof rate === 'number'
      ? ` The learning rate ${String(rate)} may be too high: try ${String(Number(Math.min(rate / 10, MAX_ADVISED_RATE).toPrecision(3)))}.`
      : ' The learning rate may be too high.';
  return {
    kind: 'diverged',
    label: 'diverged',
    text: `Diverged: ${name} became ${became} in epoch ${String(record.epoch)}.${hint}`,
  };
}

function learnsWell(first: EpochRecord, last: EpochRecord): boolean {
  const isGood = ['valid_acc', 'valid_r2'].some((name) => Number(last[name]) >= GOOD_SCORE);
  // A high accuracy may be that of always predicting the largest class.
  return isGood && Number(last['train_loss']) <= Number(first['train_loss']) / 2;
}

const dead: Rule = (record, { parameters }) => {
  const worst = largest(record, 'dead');
  if (!worst || worst.value <= LIMITS.dead) return null;
  // Far out on either side, units of tanh have no gradient, but are not off.
  const zeros = record[`zeros_${String(worst.layer)}`];
  const areOff = typeof zeros === 'number' && zeros >= worst.value;
  if (flattensOnBothSides(parameters['activation']) && !areOff) {
    return {
      kind: 'saturated',
      label: `${percent(worst.value)} saturated`,
      text:
        `${percent(worst.value)} of the units of layer ${String(worst.layer)} are saturated for every row of the probe: the activation is flat ` +
        'there, and hardly passes a gradient. Smaller initial weights, a lower learning rate or batch normalisation keep them near 0.',
    };
  }
  return {
    kind: 'dead',
    label: `${percent(worst.value)} dead`,
    text:
      `${percent(worst.value)} of the units of layer ${String(worst.layer)} are dead: their derivative is 0 for every row of the probe, ` +
      'so no gradient reaches them and they learn no more. Long steps do that: a lower learning rate, or an activation ' +
      'that leaks, such as leaky ReLU.',
  };
};

const saturated: Rule = (record, run) => {
  // Reported by the other rule already, with its units.
  if (!flattensOnBothSides(run.parameters['activation']) || dead(record, run) !== null) return null;
  const worst = largest(record, 'saturated');
  if (!worst || worst.value <= LIMITS.saturated) return null;
  return {
    kind: 'saturated',
    label: `${percent(worst.value)} saturated`,
    text:
      `${percent(worst.value)} of the values of layer ${String(worst.layer)} lie where the activation is flat (|f′| < 0.05), and hardly pass a ` +
      'gradient. Smaller initial weights, a lower learning rate or batch normalisation keep them near 0.',
  };
};

const flow: Rule = (record) => {
  const ratio = record['grad_ratio'];
  if (typeof ratio !== 'number' || !(ratio >= 0)) return null;
  const times = (value: number) =>
    value >= 1e6 ? value.toExponential(0) : String(Number(value.toPrecision(2)));
  if (ratio < LIMITS.vanishing) {
    const factor = ratio === 0 ? 'all but gone' : `1/${times(1 / ratio)} of that in the last`;
    return {
      kind: 'vanishing',
      label: 'vanishing gradient',
      text:
        `The gradient in the first hidden layer is ${factor}: each layer on the way multiplies it by a small f′, ` +
        'and the first layers hardly learn. An activation with f′ near 1, fewer layers or batch normalisation help.',
    };
  }
  if (ratio > LIMITS.exploding) {
    return {
      kind: 'exploding',
      label: 'exploding gradient',
      text:
        `The gradient in the first hidden layer is ${times(ratio)} times that in the last: it grows on its way back. ` +
        'Smaller initial weights or a lower learning rate help.',
    };
  }
  return null;
};

const pace: Rule = (record) => {
  const fastest = largest(record, 'update_ratio');
  if (!fastest || Number.isNaN(fastest.value)) return null;
  if (fastest.value > LIMITS.tooFast) {
    return {
      kind: 'too_fast',
      label: 'steps too long',
      text:
        `A step changes the weights of layer ${String(fastest.layer)} by ${percent(10 ** fastest.value)} of their size, where 0.1 % is usual: ` +
        'the learning rate is too high.',
    };
  }
  if (fastest.value < LIMITS.stuck) {
    return {
      kind: 'stuck',
      label: 'hardly moves',
      text:
        `No step changes the weights of any layer by more than a millionth of their size: the network has stopped learning. ` +
        'Where that is too early, the learning rate is too low, or no gradient comes through.',
    };
  }
  return null;
};

const RULES: readonly Rule[] = [dead, saturated, flow, pace];

interface Largest {
  readonly layer: number;
  readonly value: number;
}

/** The largest of `<name>_<layer>`, layers counted from 1, with its layer; null if there is none. */
function largest(record: EpochRecord, name: string): Largest | null {
  let max: Largest | null = null;
  for (let layer = 1; ; layer++) {
    const value = record[`${name}_${String(layer)}`];
    if (typeof value !== 'number') return max;
    if (max === null || value > max.value) max = { layer, value };
  }
}

/** For an activation with one flat side such as ReLU, half of the values are flat even in a healthy network. */
function flattensOnBothSides(activation: unknown): boolean {
  const names = typeof activation === 'string' ? activation.split('-') : [];
  return names.some((name) => {
    const known = activationNames.find((each) => each === name);
    return known !== undefined && activations[known].range.every(Number.isFinite);
  });
}

function percent(share: number): string {
  return `${String(Number((100 * share).toPrecision(2)))} %`;
}
