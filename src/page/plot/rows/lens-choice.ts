import type { Lens } from '../../../../history/index.ts';
import type { RowsChoice } from '../../experiments/rows.ts';

/** What a lens refers to when its kind is chosen. */
export interface LensContext {
  /** The largest epoch of any run. */
  readonly epochs: number;
  readonly metrics: readonly string[];
  /** The metric that runs are compared by. */
  readonly objective: string | null;
}

/** The lens of a kind, with a parameter to begin with. */
export function lensOfKind(kind: Lens['kind'], { epochs, metrics, objective }: LensContext): Lens {
  switch (kind) {
    case 'epoch':
      return { kind, epoch: Math.max(1, epochs) };
    case 'bestOf':
      return { kind, metric: objective ?? metrics[0] ?? '' };
    case 'meanOfLast':
      return { kind, count: 5 };
    case 'epochsUntil':
      return { kind, threshold: 0.9 };
    default:
      return { kind };
  }
}

/** The lens with another number; null if the text is none that it accepts. */
export function withNumber(lens: Lens, text: string): Lens | null {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return null;
  if (lens.kind === 'epochsUntil') return { ...lens, threshold: number };
  if (!Number.isInteger(number) || number < 1) return null;
  if (lens.kind === 'meanOfLast') return { ...lens, count: number };
  return lens.kind === 'epoch' ? { ...lens, epoch: number } : null;
}

/** The choice of rows with a lens for one metric; null for the lens of all metrics. */
export function withMetricLens(rows: RowsChoice, metric: string, lens: Lens | null): RowsChoice {
  const at = rows.perMetric.findIndex((each) => each.metric === metric);
  const others = rows.perMetric.filter((each) => each.metric !== metric);
  if (lens === null) return { ...rows, perMetric: others };
  // A lens that is changed keeps its place.
  return { ...rows, perMetric: others.toSpliced(at < 0 ? others.length : at, 0, { metric, lens }) };
}
