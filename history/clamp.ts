/** `value` within `min` and `max`; `min` where these are in the wrong order, NaN where the value is. */
export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
