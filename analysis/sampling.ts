/** At most `size` indices from 0 to `length` − 1, evenly spaced and ascending; all of them if there are no more. */
export function evenIndices(length: number, size: number): Uint32Array {
  const count = Math.min(length, size);
  return Uint32Array.from({ length: count }, (_, at) => Math.floor((at * length) / count));
}

/** At most `size` of `rows`, evenly spaced and in their order; `rows` itself if there are no more. */
export function sampleRows(rows: Uint32Array, size: number): Uint32Array {
  return rows.length <= size ? rows : evenIndices(rows.length, size).map((at) => rows[at]!);
}
