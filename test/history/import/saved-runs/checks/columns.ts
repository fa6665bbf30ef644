import { expect } from 'vitest';
import { cellsOf } from '../../../cells.ts';
import type { Shown } from '../../../cells.ts';
import { isPresent } from '../subject.ts';
import type { Subject } from '../subject.ts';

/** A column as the index tells it: `lr` float; `backbone` text, 1 distinct (1 empty). */
const COLUMN =
  /^`?(?<name>.*?)`? (?<type>float|int\/float|float\/str|int|str|number|integer|boolean|text|all empty|mixed: (?<numbers>\d+) numbers, \d+ text)(?:, (?<distinct>\d+) distinct)?(?: \((?<absence>[^)]*)\))?$/;

/** Checks columns as the index lists them, parted by `; `. */
export function checkColumns(subject: Subject, said: string): void {
  const named = new Set(subject.table.columns.map(({ name }) => name));
  for (const column of said.split(/; (?=`)/)) {
    const groups = COLUMN.exec(column)?.groups;
    if (!groups) throw new Error(`not understood: ${column}`);
    const here =
      subject.expected.called?.(groups.name!) === undefined
        ? groups.name!
        : subject.expected.called(groups.name!);
    if (here === null || here === undefined) {
      expect(named, groups.name).not.toContain(groups.name);
      continue;
    }
    expect([...named], column).toContain(here);
    checkColumn(subject, here, groups.name!, groups);
  }
}

function checkColumn(
  subject: Subject,
  here: string,
  name: string,
  groups: Readonly<Record<string, string | undefined>>,
): void {
  const type = subject.expected.durations?.includes(name) ? 'number' : groups.type!;
  // Columns of several runs may be one here.
  const isPart = here !== name && subject.expected.series !== undefined;
  const present = (isPart ? subject.series(name) : cellsOf(subject.table, here)).filter(isPresent);
  if (type === 'all empty') expect(present, here).toEqual([]);
  else expect(present.every(isOfType(type)), `${here} is ${type}`).toBe(true);
  if (groups.distinct !== undefined && type === groups.type)
    expect(new Set(present).size, here).toBe(Number(groups.distinct));
  if (groups.numbers !== undefined) expect(present.length, here).toBe(Number(groups.numbers));
  const isCounted = type.startsWith('mixed') || !subject.runs.every(({ fold }) => fold === null);
  if (isCounted || groups.absence === undefined) return;
  // What stands on lines of its own is not what is filled in beside it: steps and epochs of a log are in every record.
  if (here === 'epoch' || here === 'step') return;
  const series = subject.series(name);
  const counts: Readonly<Record<string, number>> = {
    empty: series.filter((cell) => !isPresent(cell)).length,
    absent: series.filter((cell) => cell === undefined).length,
    null: series.filter((cell) => cell === null).length,
    nan: series.filter(Number.isNaN).length,
    infinite: series.filter((cell) => ['Infinity', '-Infinity'].includes(String(cell))).length,
  };
  for (const [, count, what] of groups.absence.matchAll(/(\d+) (\w+)/g))
    expect([what, counts[what!.toLowerCase()]]).toEqual([what, Number(count)]);
}

function isOfType(type: string): (cell: Shown) => boolean {
  switch (type) {
    // A column of numbers and words is one of words.
    case 'float/str':
    case 'str':
    case 'text':
      return (cell) => typeof cell === 'string';
    case 'boolean':
      return (cell) => cell === 'true' || cell === 'false';
    case 'int':
    case 'integer':
      return Number.isInteger;
    default:
      return (cell) => typeof cell === 'number';
  }
}
