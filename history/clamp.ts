/** Limits `value` to [`min`, `max`]. Returns `min` if `min > max`, and NaN if `value` is NaN. */
export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
