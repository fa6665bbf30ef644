/** Writes the truth value (1 or 0) of the rows from `start` to `start + length` to the beginning of `out`. */
export type MaskWriter = (start: number, length: number, out: Uint8Array) => void;

/** The same truth value for every row. */
export function constantMask(holds: boolean): MaskWriter {
  return (_, length, out) => {
    out.fill(holds ? 1 : 0, 0, length);
  };
}

export function negated(mask: MaskWriter): MaskWriter {
  return (start, length, out) => {
    mask(start, length, out);
    for (let row = 0; row < length; row++) out[row]! ^= 1;
  };
}

/** The conjunction or disjunction of at least one mask; `blockLength` is the maximum `length`. */
export function joined(kind: 'and' | 'or', masks: readonly MaskWriter[], blockLength: number): MaskWriter {
  const [first, ...rest] = masks;
  if (rest.length === 0) return first!;
  const other = new Uint8Array(blockLength);
  return (start, length, out) => {
    first!(start, length, out);
    for (const mask of rest) {
      mask(start, length, other);
      if (kind === 'and') for (let row = 0; row < length; row++) out[row]! &= other[row]!;
      else for (let row = 0; row < length; row++) out[row]! |= other[row]!;
    }
  };
}

/** Sets `out` to 0 for absent rows. */
export function clearAbsent(out: Uint8Array, absence: Uint8Array | null, length: number): void {
  if (absence === null) return;
  for (let row = 0; row < length; row++) if (absence[row] !== 0) out[row] = 0;
}
