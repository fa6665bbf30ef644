import type { Column, Table } from '../../../history/index.ts';
import { formatValue, profileOf, type PlotView } from '../../../viz/index.ts';

/** The parts of a view that select rows. */
export type ViewFilter = Pick<PlotView, 'brushes' | 'negated' | 'angles' | 'combine' | 'steps'>;

type Brush = ViewFilter['brushes'][number];

export function filterOf({ brushes, negated, angles, combine, steps }: PlotView): ViewFilter {
  return { brushes, negated, angles, combine, steps };
}

/** Whether a filter can exclude any row. */
export function selectsRows({ brushes, angles, steps }: ViewFilter): boolean {
  return brushes.length > 0 || angles.length > 0 || steps.length > 0;
}

/** A short hash (FNV-1a, 32 bits) of the names of the columns of a table, in any order. */
export function fingerprintOf({ columns }: Table): string {
  const text = JSON.stringify(columns.map(({ name }) => name).sort());
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}

/** The parts of a filter that do not fit a table: missing columns, ranges without values, unknown categories. */
export function misfitsOf(filter: ViewFilter, { columns }: Table): string[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const filters = [filter, ...filter.steps];
  const brushes = filters.flatMap((each) => each.brushes);
  const angles = filters.flatMap((each) => each.angles);
  const named = [
    ...brushes.map(({ column }) => column),
    ...angles.flatMap(({ left, right }) => [left.column, right.column]),
  ];
  const missing = named.filter((name) => !byName.has(name)).map((name) => `no column ${name}`);
  const beyond = brushes.flatMap((brush) => {
    const column = byName.get(brush.column);
    return column === undefined || overlaps(brush, column) ? [] : [describeBeyond(brush)];
  });
  return [...new Set([...missing, ...beyond])];
}

/** Whether a brush can select any value of a column. Texts that are dates or numbers are not checked. */
function overlaps(brush: Brush, column: Column): boolean {
  if ((brush.lanes?.length ?? 0) > 0 || brush.kind === 'lanes') return true;
  if (brush.kind === 'range' && column.kind === 'number') {
    const { min, max } = profileOf(column);
    return brush.min <= max && brush.max >= min;
  }
  if (brush.kind === 'categories' && column.kind === 'category')
    return brush.values.some((value) => column.categories.includes(value));
  return true;
}

function describeBeyond(brush: Brush): string {
  if (brush.kind === 'range')
    return `no ${brush.column} from ${formatValue(brush.min)} to ${formatValue(brush.max)}`;
  return `no ${brush.column} ${brush.kind === 'categories' ? brush.values.join(' or ') : ''}`;
}
