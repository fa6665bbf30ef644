const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes with a decimal unit: `12.3 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : String(Math.round(value))} ${UNITS[power]!}`;
}
