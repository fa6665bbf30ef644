/** The time of day, ISO 8601. */
export function now(): string {
  return new Date().toISOString();
}
