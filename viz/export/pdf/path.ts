const COMMAND = /([A-Za-z])([^A-Za-z]*)/g;
/** The number of coordinates of each command. */
const LENGTHS: Readonly<Record<string, number>> = { M: 2, L: 2, C: 6, H: 1, V: 1, h: 1, Z: 0 };

/** A number of a content stream: at most three decimals. */
export const pdfNumber = (value: number): string => String(Math.round(value * 1000) / 1000);

/**
 * Converts the data of an SVG path to path operators of PDF (ISO 32000-1, 8.5.2).
 * @throws {Error} for a command other than M, L, H, V, h, C and Z
 */
export function pathOperators(data: string): string {
  const parts: string[] = [];
  let [x, y] = [0, 0];
  const write = (operator: string, numbers: readonly number[]) => {
    parts.push(`${numbers.map(pdfNumber).join(' ')} ${operator}`);
  };
  for (const [, command = '', rest = ''] of data.matchAll(COMMAND)) {
    const length = LENGTHS[command];
    if (length === undefined) throw new Error(`path: expected M, L, H, V, h, C or Z, got "${command}"`);
    const numbers = rest.split(/[\s,]+|(?<=\d)(?=-)/).flatMap((part) => (part === '' ? [] : [Number(part)]));
    if (command === 'Z') parts.push('h');
    for (let at = 0; length > 0 && at < numbers.length; at += length) {
      const values = numbers.slice(at, at + length);
      if (command === 'C') {
        [x, y] = [values[4]!, values[5]!];
        write('c', values);
        continue;
      }
      if (command === 'H') x = values[0]!;
      else if (command === 'h') x += values[0]!;
      else if (command === 'V') y = values[0]!;
      else [x, y] = [values[0]!, values[1]!];
      // Further pairs after M are lines.
      write(command === 'M' && at === 0 ? 'm' : 'l', [x, y]);
    }
  }
  return parts.join('\n');
}

/** Control points at this fraction of the radius make four cubics a circle. */
const CIRCLE = 0.5523;

/** The path operators of a circle. */
export function circleOperators(cx: number, cy: number, r: number): string {
  const k = CIRCLE * r;
  const [left, right, top, bottom] = [cx - r, cx + r, cy - r, cy + r];
  return pathOperators(
    `M${right} ${cy}C${right} ${cy + k} ${cx + k} ${bottom} ${cx} ${bottom}` +
      `C${cx - k} ${bottom} ${left} ${cy + k} ${left} ${cy}` +
      `C${left} ${cy - k} ${cx - k} ${top} ${cx} ${top}` +
      `C${cx + k} ${top} ${right} ${cy - k} ${right} ${cy}Z`,
  );
}
