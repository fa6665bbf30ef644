import type { Column, Table } from '../../../../history/index.ts';
import type { FilterLanguage } from '../../filter/conditions.svelte.ts';
import { fitExtent, formatValue, profileOf, type PlotView } from '../../../../viz/index.ts';

/** The parts of a view that select rows. */
export type ViewFilter = Pick<PlotView, 'brushes' | 'negated' | 'angles' | 'combine' | 'condition' | 'steps'>;

type Brush = ViewFilter['brushes'][number];
type Angle = ViewFilter['angles'][number];
type Step = Pick<ViewFilter, 'brushes' | 'angles' | 'condition'>;

/** A filter that excludes no row. */
export const noFilter: ViewFilter = {
  brushes: [],
  negated: [],
  angles: [],
  combine: 'all',
  steps: [],
};

export function filterOf({ brushes, negated, angles, combine, condition, steps }: PlotView): ViewFilter {
  return { brushes, negated, angles, combine, condition, steps };
}

/** Whether a filter can exclude any row. */
export function selectsRows({ brushes, angles, condition, steps }: ViewFilter): boolean {
  return brushes.length > 0 || angles.length > 0 || condition !== undefined || steps.length > 0;
}

/** Whether a filter has conditions, which only the language of filters can evaluate. */
export function hasCondition({ condition, steps }: ViewFilter): boolean {
  return condition !== undefined || steps.some((step) => step.condition !== undefined);
}

/** A short hash (FNV-1a, 32 bits) of the names of the columns of a table, in any order. */
export function fingerprintOf({ columns }: Table): string {
  const text = JSON.stringify(columns.map(({ name }) => name).sort());
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}

/** What of a filter fits a table, and what does not: missing columns, ranges without values, unknown categories. */
export interface SplitFilter {
  /** The same object if all of the filter fits. */
  readonly fitting: ViewFilter;
  readonly misfits: readonly string[];
}

/**
 * Splits a filter by what can select rows of a table. Ranges and angles are kept one by one; a step is kept only as a
 * whole, since with fewer ranges it would exclude other rows.
 *
 * @param language evaluates the conditions; null only if there are none
 */
export function splitFilter(
  filter: ViewFilter,
  { columns }: Table,
  language: Pick<FilterLanguage, 'conditionError'> | null,
): SplitFilter {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const ofBrush = (brush: Brush) => {
    const column = byName.get(brush.column);
    if (column === undefined) return [noColumn(brush.column)];
    return overlaps(brush, column) ? [] : [describeBeyond(brush)];
  };
  const ofAngle = ({ left, right }: Angle) =>
    [left.column, right.column].filter((name) => !byName.has(name)).map(noColumn);
  const ofCondition = (condition?: string) => {
    const error = condition === undefined ? null : language!.conditionError(condition, { columns });
    return error === null ? [] : [`${condition!} (${error.message})`];
  };
  const ofStep = ({ brushes, angles, condition }: Step) => [
    ...brushes.flatMap(ofBrush),
    ...angles.flatMap(ofAngle),
    ...ofCondition(condition),
  ];

  const misfits = [...ofStep(filter), ...filter.steps.flatMap(ofStep)];
  if (misfits.length === 0) return { fitting: filter, misfits };
  const brushes = filter.brushes.filter((brush) => ofBrush(brush).length === 0);
  const fitting = {
    brushes,
    negated: filter.negated.filter((name) => brushes.some(({ column }) => column === name)),
    angles: filter.angles.filter((angle) => ofAngle(angle).length === 0),
    combine: filter.combine,
    condition: ofCondition(filter.condition).length > 0 ? undefined : filter.condition,
    steps: filter.steps.filter((step) => ofStep(step).length === 0),
  };
  return { fitting, misfits: [...new Set(misfits)] };
}

/** The columns that a table lacks of those by which a view orders, colors or scales axes, each with where it is named. */
export function missingColumns({ order, colorBy, scales }: PlotView, { columns }: Table): string[] {
  const present = new Set(columns.map(({ name }) => name));
  const named: (readonly [string, string])[] = [
    ...order.map((name) => [name, 'order'] as const),
    ...(typeof colorBy === 'string' ? [[colorBy, 'color'] as const] : []),
    ...scales.map(({ column }) => [column, 'scale'] as const),
  ];
  const places = new Map<string, string[]>();
  for (const [name, place] of named) {
    if (!present.has(name)) places.set(name, [...(places.get(name) ?? []), place]);
  }
  return Array.from(places, ([name, all]) => `${noColumn(name)} (${all.join(', ')})`);
}

/** More parts in a message would not be read. */
const MAX_NAMED = 6;

/** One sentence that names the parts of a link that do not fit the runs on the page. Null if all of them do. */
export function describeMisfits(misfits: readonly string[]): string | null {
  if (misfits.length === 0) return null;
  const rest = misfits.length - MAX_NAMED;
  const named = [...misfits.slice(0, MAX_NAMED), ...(rest > 0 ? [`${String(rest)} more`] : [])];
  return `This link was made for other data. Its parts that do not fit wait until those data are opened: ${named.join('; ')}.`;
}

/** Whether a brush can select any value of a column. */
function overlaps(brush: Brush, column: Column): boolean {
  if ((brush.lanes?.length ?? 0) > 0 || brush.kind === 'lanes') return true;
  const extent = fitExtent(
    brush.kind === 'range' ? brush : { kind: 'categories', values: new Set(brush.values) },
    column,
  );
  if (extent.kind === 'range') {
    const { min, max } = profileOf(column);
    return extent.min <= max && extent.max >= min;
  }
  if (extent.kind === 'categories' && column.kind === 'category')
    return column.categories.some((name) => extent.values.has(name));
  return false;
}

function noColumn(name: string): string {
  return `no column ${name}`;
}

function describeBeyond(brush: Brush): string {
  if (brush.kind === 'range')
    return `no ${brush.column} from ${formatValue(brush.min)} to ${formatValue(brush.max)}`;
  return `no ${brush.column} ${brush.kind === 'categories' ? brush.values.join(' or ') : ''}`;
}
