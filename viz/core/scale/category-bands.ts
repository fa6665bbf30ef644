import { bisectRight } from 'd3';
import { clamp, type Column } from '../../../history/index.ts';
import { laneOf } from '../layout/lanes.ts';

/** Where categories lie, as fractions of the axis from its lower end. They do not depend on its length. */
export interface CategoryBands {
  /** The limits of the bands, which fill the axis: category `index` is between `edges[index]` and the next one. */
  readonly edges: Float64Array;
  /** The size of each category's box, in the middle of its band: its lines are spread within, in the order of rows. */
  readonly boxes: Float64Array;
}

/** The share of the axis that boxes take: less where there are many names to tell apart. */
const boxShare = { few: 0.5, many: 0.35 } as const;
const fewCategories = 10;
/** The share of the axis that a single line takes at most, so that few lines lie close together. */
const maxLineShare = 0.02;

const latest = new WeakMap<Uint32Array, CategoryBands>();

/** The bands of categories with these numbers of rows: boxes are proportional to them, and the gaps between are equal. */
export function categoryBands(counts: Uint32Array): CategoryBands {
  const known = latest.get(counts);
  if (known !== undefined) return known;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.length <= fewCategories ? boxShare.few : boxShare.many;
  const share = Math.min(most, total * maxLineShare);
  const boxes = Float64Array.from(counts, (count) => (total === 0 ? 0 : (share * count) / total));
  const edges = new Float64Array(counts.length + 1);
  const gap = (1 - share) / counts.length;
  for (const [index, box] of boxes.entries()) edges[index + 1] = edges[index]! + gap + box;
  const bands = { edges, boxes };
  latest.set(counts, bands);
  return bands;
}

/** The middle of a category. */
export function bandMiddle({ edges }: CategoryBands, index: number): number {
  return (edges[index]! + edges[index + 1]!) / 2;
}

/** The category at a fraction of the axis, or the nearest one. */
export function categoryAt({ edges }: CategoryBands, fraction: number): number {
  return clamp(bisectRight(edges, fraction) - 1, 0, edges.length - 2);
}

const known = new WeakMap<Column, Uint32Array>();

/** The number of rows of each category of a column, or of each of its `levels`. Cached, so that scales can be compared. */
export function categoryCounts(column: Column, levels: Float64Array | null): Uint32Array {
  let counts = known.get(column);
  if (counts === undefined) {
    const size = column.kind === 'category' ? column.categories.length : levels!.length;
    counts = new Uint32Array(size);
    const indexOf = indexer(column, levels);
    const { length } = column.kind === 'number' ? column.values : column.codes;
    for (let row = 0; row < length; row++) if (laneOf(column, row) === null) counts[indexOf(row)]!++;
    known.set(column, counts);
  }
  return counts;
}

/** Returns a function from a row with a value to the index of its category. */
function indexer(column: Column, levels: Float64Array | null): (row: number) => number {
  if (column.kind === 'category') return (row) => column.codes[row]!;
  const indexes = new Map(Array.from(levels!, (level, index) => [level, index]));
  return (row) => indexes.get(column.values[row]!)!;
}

/** Returns the place of each row with a value, as a fraction of the axis. Rows are asked for in ascending order, each once. */
export function rowSpreader(
  column: Column,
  levels: Float64Array | null,
  bands: CategoryBands,
): (row: number) => number {
  const counts = categoryCounts(column, levels);
  const indexOf = indexer(column, levels);
  const steps = bands.boxes.map((box, index) => box / Math.max(1, counts[index]!));
  const next = bands.boxes.map((box, index) => bandMiddle(bands, index) - box / 2 + steps[index]! / 2);
  return (row) => {
    const index = indexOf(row);
    const place = next[index]!;
    next[index] = place + steps[index]!;
    return place;
  };
}
