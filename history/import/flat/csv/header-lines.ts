import { numberOfText } from '../text-cells.ts';
import { knownName } from '../known-names.ts';

/** The names of columns whose header takes several lines. */
export interface HeaderLines {
  readonly names: readonly string[];
  /** Number of lines of the header. */
  readonly count: number;
}

/** Maximum number of lines of a header. */
const MAX_LINES = 4;

const UNIT =
  /^(?:-|%|°C|n?s|[mµu]s|sec(?:onds?)?|min(?:utes?)?|h(?:ours?)?|d|px|[kMGT]?i?B|bytes|[mk]?W|[mk]?Wh|[kM]?J|K|[kMG]?Hz|dB|it\/s|samples\/s|images\/s|tokens\/s|steps?|epochs?|count)$/;
const BRACKETED = /^(?:\[(.*)\]|\((.*)\))$/;

/**
 * Returns the names if the header takes several lines: names of several levels, as pandas writes them, with a line for the
 * name of the index, or a line of units. Null for any other table.
 * @param lines the first lines, with trimmed cells
 */
export function headerLinesOf(lines: readonly (readonly string[])[]): HeaderLines | null {
  const [first, second] = lines;
  if (!first || !second || first.length < 2 || second.length !== first.length) return null;
  const count = lines.findIndex((line) => line.some(isValue));
  if (count < 2 || count > MAX_LINES || lines.slice(0, count).some(({ length }) => length !== first.length))
    return null;
  return withUnits(lines[2], first, second, count) ?? withLevels(lines.slice(0, count));
}

function isValue(cell: string): boolean {
  return (
    numberOfText(cell.replace(',', '.')) !== undefined ||
    /^(?:NA|N\/A|<NA>|None|null|true|false|--)$/i.test(cell)
  );
}

function withUnits(
  row: readonly string[] | undefined,
  names: readonly string[],
  units: readonly string[],
  count: number,
): HeaderLines | null {
  const isUnit = (cell: string) => UNIT.test(cell) || BRACKETED.test(cell);
  const given = units.filter((unit) => unit !== '');
  const areUnits =
    count === 2 &&
    row !== undefined &&
    given.length > 1 &&
    2 * given.length > names.length &&
    given.every(isUnit);
  if (!areUnits || new Set(names).size < names.length || names.includes('')) return null;
  if (units.some((unit, column) => unit !== '' && !isValue(row[column] ?? ''))) return null;
  const combined = names.map((name, column) => {
    const unit = units[column]!.replace(BRACKETED, '$1$2');
    return ['', '-'].includes(unit) || knownName(name) !== undefined ? name : `${name} (${unit})`;
  });
  return { names: combined, count };
}

function withLevels(lines: readonly (readonly string[])[]): HeaderLines | null {
  const last = lines.at(-1)!;
  const isFilled = (cell: string) => cell !== '';
  const indexWidth = last.findIndex((cell) => cell === '');
  const isIndexLine = lines.length > 2 && indexWidth > 0 && !last.slice(indexWidth).some(isFilled);
  const levels = isIndexLine ? lines.slice(0, -1) : lines;
  const width = isIndexLine
    ? indexWidth
    : Math.max(
        0,
        levels[0]!.findIndex((_, column) => levels.at(-1)![column] !== '' && levels[0]![column] !== ''),
      );
  // A name that stands over several columns is repeated, or, in spreadsheets, followed by empty cells.
  const above = levels.slice(0, -1).map((line) => {
    let current = '';
    return line.map((cell, column) => (column < width || isFilled(cell) ? (current = cell) : current));
  });
  const upper = levels[0]!.slice(width);
  const isShared = upper.some((cell, i) => i > 0 && (cell === '' || cell === upper[i - 1]));
  if (
    !isShared ||
    !isFilled(upper[0] ?? '') ||
    levels
      .at(-1)!
      .slice(width)
      .some((cell) => cell === '')
  )
    return null;
  const names = last.map((_, column) => {
    if (column < width && isIndexLine) return last[column]!;
    const parts = [...above, levels.at(-1)!].map((line) => line[column]!).filter(isFilled);
    return parts.join(' ');
  });
  return new Set(names).size === names.length ? { names, count: lines.length } : null;
}
