import { shortestFrom, type Interval } from './condition.ts';
import { f1Of } from './search.ts';

/**
 * Moves the bounds of an interval to the values with the best F₁, one bound after the other, and rounds them to the fewest
 * digits that select the same rows. A bound that is null stays null.
 *
 * @param values of the rows that fulfil the other conditions; not NaN
 * @param isSelected 1 for each of them that is selected
 * @param selected number of all selected rows
 */
export function refineInterval(
  values: Float64Array,
  isSelected: Uint8Array,
  selected: number,
  { low, high }: Interval,
): Interval & { readonly only: number | null } {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const at = (place: number) => values[order[place]!]!;
  const isStart = (place: number) => place === 0 || place === order.length || at(place) > at(place - 1);
  const firstAbove = (bound: number) => {
    const place = order.findIndex((index) => values[index]! > bound);
    return place < 0 ? order.length : place;
  };
  let start = low === null ? 0 : firstAbove(low);
  let end = high === null ? order.length : firstAbove(high);

  /** The place of the best bound on the way from one place to another. */
  function bestPlace(from: number, to: number, step: 1 | -1): number {
    let [hits, best, found] = [0, -1, from];
    for (let place = from; place !== to;) {
      hits += isSelected[order[step === 1 ? place : place - 1]!]!;
      place += step;
      if (!isStart(place)) continue;
      const f1 = f1Of(hits, Math.abs(place - from), selected);
      if (f1 > best) [best, found] = [f1, place];
    }
    return found;
  }

  if (low !== null && start > 0 && end > 1) start = bestPlace(end, 1, -1) || start;
  if (high !== null && end < order.length) end = bestPlace(start, order.length - 1, 1);
  const single = end > start && at(start) === at(end - 1) ? at(start) : null;
  return {
    low: low === null || start === 0 ? low : shortestFrom(at(start - 1), at(start)),
    high: high === null || end === order.length ? high : shortestFrom(at(end - 1), at(end)),
    only: single,
  };
}
