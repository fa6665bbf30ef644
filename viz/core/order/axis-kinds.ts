import type { Column, Table } from '../../../history/index.ts';

/**
 * The kind of an axis, finer than a column's role: `goal` is a metric with a direction, `measure` one without, `statistic`
 * describes the inside of a network or the machine.
 */
export type AxisKind = 'parameter' | 'progress' | 'goal' | 'measure' | 'statistic' | 'identity' | 'flag';

/** Titles of kinds in menus, in this order. */
const AXIS_KINDS: Readonly<Record<AxisKind, string>> = {
  parameter: 'Parameters',
  progress: 'Progress',
  goal: 'Metrics',
  measure: 'Other measures',
  statistic: 'Health and statistics',
  identity: 'Names',
  flag: 'Flags',
};

/** Words in the names of measures per layer or per device. */
const STATISTIC =
  /(?:^|[^a-z])(?:dead|saturated|saturation|zeros|sparsity|grad|grads|gradient|gradients|update|norm|weight|weights|bias|kernel|layer|layers|gpu|cpu|memory|disk|system)(?:[^a-z]|$)/;

/** Numbered measures such as `act_1`, `act_2` are one quantity at several places. */
const NUMBERED = /[_./-]\d+$/;

export function axisKind({ name, role, direction }: Column): AxisKind {
  if (role === 'parameter' || role === 'identity' || role === 'flag') return role;
  if (direction !== 'none') return 'goal';
  const isStatistic = STATISTIC.test(name.toLowerCase()) || NUMBERED.test(name);
  if (isStatistic) return 'statistic';
  return role === 'progress' ? 'progress' : 'measure';
}

/** The columns of a table by kind; empty kinds are omitted. */
export function groupAxes(table: Table): { kind: AxisKind; title: string; names: string[] }[] {
  return (Object.keys(AXIS_KINDS) as AxisKind[])
    .map((kind) => ({
      kind,
      title: AXIS_KINDS[kind],
      names: table.columns.filter((column) => axisKind(column) === kind).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
}
