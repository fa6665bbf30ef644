/** Writes 1 for each row from `start` to `start + length` where something holds, else 0, from the beginning of `out`. */
export type MaskWriter = (start: number, length: number, out: Uint8Array) => void;

/** The same of every row. */
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

/** Whether all (`and`) or any (`or`) of the masks hold. At least one; `blockLength` is the greatest length asked for. */
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

/** Writes 0 into `out` where a row is absent. */
export function clearAbsent(out: Uint8Array, absence: Uint8Array | null, length: number): void {
  if (absence === null) return;
  for (let row = 0; row < length; row++) if (absence[row] !== 0) out[row] = 0;
}
