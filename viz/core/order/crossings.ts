import type { Column } from '../../../history/index.ts';
import { sampleRows } from '../../../analysis/index.ts';
import type { ReasonedOrder } from './order-reasons.ts';
import { LANES, laneOf } from '../layout/lanes.ts';

/** An order of axes and its number of crossings. */
export interface CrossingOrder {
  /** Indexes of the axes from left to right; the last axis keeps its place. */
  readonly order: readonly number[];
  /** Indexes of the axes to invert. */
  readonly turned: ReadonlySet<number>;
  readonly before: number;
  readonly after: number;
  /** Number of sampled rows, and of their pairs. */
  readonly rows: number;
  readonly pairs: number;
}

/** Maximum number of sampled rows; all their pairs are counted for each pair of axes. */
const maxRows = (axes: number) => (axes <= 24 ? 400 : 160);

/** Maximum number of 2-opt rounds; each may visit all pairs of positions. */
const maxRounds = 40;

/**
 * Orders axes to reduce crossings between neighbours, in an even sample of `rows`; with `mayTurn`, also by inverting axes.
 * The optimum is a shortest Hamiltonian path, so this uses nearest neighbours from several starts, improved by 2-opt. The
 * result is never worse than the present order. `inverted`: for each axis, whether its low end is on top. Curved lines
 * cross exactly where straight ones do.
 */
export function orderByCrossings(
  columns: readonly Column[],
  inverted: readonly boolean[],
  rows: Uint32Array,
  mayTurn: boolean,
): CrossingOrder {
  const used = sampleRows(rows, maxRows(columns.length));
  const ranks = columns.map((column, index) => ranksOf(column, inverted[index]!, used));
  const crossings = columns.map(() => new Float64Array(columns.length));
  const parallels = columns.map(() => new Float64Array(columns.length));
  for (const [i, one] of ranks.entries()) {
    for (const [j, other] of ranks.slice(0, i).entries()) {
      const { crossing, parallel } = comparePairs(one, other);
      crossings[i]![j] = crossings[j]![i] = crossing;
      parallels[i]![j] = parallels[j]![i] = parallel;
    }
  }
  const plain = (i: number, j: number) => crossings[i]![j]!;
  const present = [...columns.keys()];
  const before = lengthOf(present, plain);
  const candidates = [
    { order: present, turned: new Set<number>(), after: before },
    withTurns(shortPath(present, plain), new Set()),
  ];
  if (mayTurn) {
    const found = shortPath(present, (i, j) => Math.min(plain(i, j), parallels[i]![j]!));
    candidates.push(
      withTurns(
        found,
        turnsOf(found, (i, j) => parallels[i]![j]! < plain(i, j)),
      ),
    );
  }

  /** Lanes stay at the bottom of an inverted axis, so crossings are counted again. */
  function withTurns(order: number[], turned: Set<number>) {
    const seen = columns.map((column, index) =>
      turned.has(index) ? ranksOf(column, !inverted[index]!, used) : ranks[index]!,
    );
    return { order, turned, after: lengthOf(order, (i, j) => comparePairs(seen[i]!, seen[j]!).crossing) };
  }

  const best = candidates.reduce((least, each) => (each.after < least.after ? each : least));
  return { ...best, before, rows: used.length, pairs: (used.length * (used.length - 1)) / 2 };
}

/** Counts pairs of lines that cross and pairs that keep their order between two axes. Ties count as neither. */
function comparePairs(one: Int32Array, other: Int32Array): { crossing: number; parallel: number } {
  let [crossing, parallel] = [0, 0];
  for (let a = 1; a < one.length; a++) {
    for (let b = 0; b < a; b++) {
      const sign = (one[a]! - one[b]!) * (other[a]! - other[b]!);
      if (sign < 0) crossing++;
      else if (sign > 0) parallel++;
    }
  }
  return { crossing, parallel };
}

/** The rank of each sampled row on the axis from the bottom, ties equal; lanes are lowest even if the axis is inverted. */
function ranksOf(column: Column, isInverted: boolean, rows: Uint32Array): Int32Array {
  const source = column.kind === 'number' ? column.values : column.codes;
  const places = Array.from(rows, (row) => {
    const lane = laneOf(column, row);
    const depth = lane === null ? 0 : 1 + LANES.indexOf(lane);
    return { depth, value: lane === null ? (isInverted ? -source[row]! : source[row]!) : 0 };
  });
  const order = [...places.keys()].sort((a, b) => comparePlaces(places[a]!, places[b]!));
  const ranks = new Int32Array(rows.length);
  for (const [at, row] of order.entries()) {
    const before = order[at - 1];
    const isSame = before !== undefined && comparePlaces(places[before]!, places[row]!) === 0;
    ranks[row] = isSame ? ranks[before]! : at;
  }
  return ranks;
}

interface Place {
  readonly depth: number;
  readonly value: number;
}

function comparePlaces(a: Place, b: Place): number {
  return b.depth - a.depth || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}

type Cost = (i: number, j: number) => number;

function lengthOf(order: readonly number[], cost: Cost): number {
  return order.slice(1).reduce((sum, next, at) => sum + cost(order[at]!, next), 0);
}

/** A short path through all axes that keeps the last of `present` last. */
function shortPath(present: readonly number[], cost: Cost): number[] {
  if (present.length < 3) return [...present];
  const starts = present.length <= 24 ? present.slice(0, -1) : present.slice(0, 4);
  const candidates = [[...present], ...starts.map((start) => nearestNext(start, present, cost))];
  const lengths = candidates.map((order) => {
    const improved = twoOpt(order, cost);
    return { improved, length: lengthOf(improved, cost) };
  });
  return lengths.reduce((best, each) => (each.length < best.length ? each : best)).improved;
}

function nearestNext(start: number, present: readonly number[], cost: Cost): number[] {
  const order = [start];
  const left = new Set(present.slice(0, -1));
  left.delete(start);
  while (left.size > 0) {
    const from = order.at(-1)!;
    const next = [...left].reduce((best, each) => (cost(from, each) < cost(from, best) ? each : best));
    order.push(next);
    left.delete(next);
  }
  return [...order, present.at(-1)!];
}

/** Reverses parts of the path while that makes it shorter. */
function twoOpt(order: readonly number[], cost: Cost): number[] {
  let best = [...order];
  for (let round = 0; round < maxRounds; round++) {
    const better = shorterByOne(best, cost);
    if (better === null) break;
    best = better;
  }
  return best;
}

function shorterByOne(order: readonly number[], cost: Cost): number[] | null {
  for (let from = 0; from < order.length - 2; from++) {
    for (let to = from + 1; to < order.length - 1; to++) {
      const joinedBefore = from === 0 ? 0 : cost(order[from - 1]!, order[from]!);
      const joinedAfter = from === 0 ? 0 : cost(order[from - 1]!, order[to]!);
      const now = joinedBefore + cost(order[to]!, order[to + 1]!);
      const then = joinedAfter + cost(order[from]!, order[to + 1]!);
      if (then < now) {
        return [...order.slice(0, from), ...order.slice(from, to + 1).reverse(), ...order.slice(to + 1)];
      }
    }
  }
  return null;
}

/** The axes to invert so that each gap has its preferred relative direction, starting from the last axis, which is kept. */
function turnsOf(order: readonly number[], prefersTurned: (i: number, j: number) => boolean): Set<number> {
  const turned = new Set<number>();
  for (let at = order.length - 2; at >= 0; at--) {
    const [axis, next] = [order[at]!, order[at + 1]!];
    if (prefersTurned(axis, next) !== turned.has(next)) turned.add(axis);
  }
  return turned;
}

/** The order as names, with the same reason for each axis. */
export function reasonedOrder(found: CrossingOrder, names: readonly string[]): ReasonedOrder {
  const order = found.order.map((index) => names[index]!);
  const reason = describeCrossings(found);
  return { order, reasons: new Map(order.map((name) => [name, reason])) };
}

/** `fewest crossings: 310 between all axes, 1,204 before, among 79,800 pairs of 400 selected rows`. */
function describeCrossings({ before, after, rows, pairs }: CrossingOrder): string {
  const number = (value: number) => value.toLocaleString('en');
  return `fewest crossings: ${number(after)} between all axes, ${number(before)} before, among ${number(pairs)} pairs of ${number(rows)} selected rows`;
}
