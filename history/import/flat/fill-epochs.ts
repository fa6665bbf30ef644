/**
 * The epoch of each step of a run, where only some steps say theirs: a step is of the epoch that is told next, or after
 * the last of the last one. Null where the epochs that are told do not ascend, or none is.
 */
export function filledEpochs(told: readonly unknown[]): number[] | null {
  const epochs = told.map((cell) => (typeof cell === 'number' && Number.isFinite(cell) ? cell : NaN));
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
