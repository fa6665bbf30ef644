import type { Column, Table } from '../../../history/index.ts';

/**
 * What an axis is about, finer than a column's role: `goal` is a metric with a direction, `measure` one without,
 * `statistic` tells of the inside of a network or of the machine and comes in dozens.
 */
export type AxisKind = 'parameter' | 'progress' | 'goal' | 'measure' | 'statistic' | 'identity' | 'flag';

/** What kinds are called where axes are picked, in this order. */
export const AXIS_KINDS: Readonly<Record<AxisKind, string>> = {
  parameter: 'Parameters',
  progress: 'Progress',
  goal: 'Metrics',
  measure: 'Other measures',
  statistic: 'Health and statistics',
  identity: 'Names',
  flag: 'Flags',
};

/** Words of a measure that says how training goes on inside, or how the machine does, layer by layer or part by part. */
const STATISTIC =
  /(?:^|[^a-z])(?:dead|saturated|saturation|zeros|sparsity|grad|grads|gradient|gradients|update|norm|weight|weights|bias|kernel|layer|layers|gpu|cpu|memory|disk|system)(?:[^a-z]|$)/;

/** Measures that are numbered, `act_1`, `act_2`, are one thing at many places. */
const NUMBERED = /[_./-]\d+$/;

export function axisKind({ name, role, direction }: Column): AxisKind {
  if (role === 'parameter' || role === 'identity' || role === 'flag') return role;
  if (direction !== 'none') return 'goal';
  const isStatistic = STATISTIC.test(name.toLowerCase()) || NUMBERED.test(name);
  if (isStatistic) return 'statistic';
  return role === 'progress' ? 'progress' : 'measure';
}

/** The columns of a table by kind; kinds without a column are left out. */
export function groupAxes(table: Table): { kind: AxisKind; title: string; names: string[] }[] {
  return (Object.keys(AXIS_KINDS) as AxisKind[])
    .map((kind) => ({
      kind,
      title: AXIS_KINDS[kind],
      names: table.columns.filter((column) => axisKind(column) === kind).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
}
