/** Bounds on the rows of a probe, and how many training rows there are for each: the check-up stays cheap. */
const LEAST = 32;
const MOST = 256;
const TRAINING_ROWS_PER_PROBE_ROW = 64;

/** Rows for the check-up, spread evenly over the validation rows, which may be sorted by class. */
export function probeRows(validation: Uint32Array, trainingRows: number): Uint32Array {
  const wanted = Math.min(MOST, Math.max(LEAST, Math.floor(trainingRows / TRAINING_ROWS_PER_PROBE_ROW)));
  const count = Math.min(wanted, validation.length);
  return Uint32Array.from(
    { length: count },
    (_, i) => validation[Math.floor((i * validation.length) / count)]!,
  );
}
