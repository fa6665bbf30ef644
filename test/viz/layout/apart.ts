/** Below this doubles lose digits. */
const SMALL = 1e-300;

/**
 * Whether different cells lie so far apart that a pixel's thousandth between them has a double of its own. Between
 * neighbouring doubles nothing does, and among the smallest too little, so no scale could undo itself there.
 */
export function areApart(cells: readonly number[]): boolean {
  const sorted = [...new Set(cells)].sort((a, b) => a - b);
  const isCoarse = (cell: number) => cell !== 0 && Math.abs(cell) < SMALL;
  return sorted.every((cell, index) => {
    if (isCoarse(cell)) return false;
    if (index === 0) return true;
    const before = sorted[index - 1]!;
    return cell - before > 1e8 * Number.EPSILON * Math.max(Math.abs(cell), Math.abs(before));
  });
}
