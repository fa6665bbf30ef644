/** Bounds of the number of probe rows, which keep the check-up cheap compared to training. */
const MIN_ROWS = 32;
const MAX_ROWS = 256;
const TRAINING_ROWS_PER_PROBE_ROW = 64;

/** Rows for the check-up, spread evenly over the validation rows, which may be sorted by class. */
export function probeRows(validation: Uint32Array, trainingRows: number): Uint32Array {
  const wanted = Math.min(
    MAX_ROWS,
    Math.max(MIN_ROWS, Math.floor(trainingRows / TRAINING_ROWS_PER_PROBE_ROW)),
  );
  const count = Math.min(wanted, validation.length);
  return Uint32Array.from(
    { length: count },
    (_, i) => validation[Math.floor((i * validation.length) / count)]!,
  );
}
