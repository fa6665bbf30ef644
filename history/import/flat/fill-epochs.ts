/**
 * Fills in the epochs of steps without one: the next epoch in the log, or the last one at the end. Returns null if the
 * epochs do not ascend, or there are none.
 */
export function filledEpochs(cells: readonly unknown[]): number[] | null {
  const epochs = cells.map((cell) => (typeof cell === 'number' && Number.isFinite(cell) ? cell : NaN));
  let next = epochs.findLast((epoch) => !Number.isNaN(epoch));
  if (next === undefined) return null;
  for (let i = epochs.length - 1; i >= 0; i--) {
    const epoch = epochs[i]!;
    if (epoch > next) return null;
    if (Number.isNaN(epoch)) epochs[i] = next;
    else next = epoch;
  }
  return epochs;
}
