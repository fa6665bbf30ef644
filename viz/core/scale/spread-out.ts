import { clamp } from '../../../history/index.ts';

/**
 * Moves labels apart: returns their centres close to the wanted ones, at least `size` apart and between 0 and `length`, in
 * the given order. Labels that would overlap are placed around their common centre.
 */
export function spreadOut(wanted: readonly number[], size: number, length: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const groups: { sum: number; count: number; members: number[] }[] = [];
  const startOf = ({ sum, count }: { sum: number; count: number }) =>
    clamp(sum / count - (count * size) / 2, 0, length - count * size);
  for (const index of order) {
    groups.push({ sum: wanted[index]!, count: 1, members: [index] });
    for (let last = groups.length - 1; last > 0; last--) {
      const [above, below] = [groups[last - 1]!, groups[last]!];
      if (startOf(above) + above.count * size <= startOf(below)) break;
      groups.splice(last - 1, 2, {
        sum: above.sum + below.sum,
        count: above.count + below.count,
        members: [...above.members, ...below.members],
      });
    }
  }
  const result = new Array<number>(wanted.length);
  for (const group of groups) {
    for (const [place, index] of group.members.entries())
      result[index] = startOf(group) + (place + 0.5) * size;
  }
  return result;
}
