import { expect } from 'vitest';
import { isFiniteNumber } from '../subject.ts';
import type { Subject } from '../subject.ts';
import type { Shown } from '../../../cells.ts';

/** What the index says of the values of a column, after its name. */
const VALUES =
  /^(?:(?<finite>\d+) finite values, min (?<min>\S+) at \D*(?<minAt>\d+), max (?<max>\S+) at \D*(?<maxAt>\d+)(?:, (?<missing>\d+) missing)?(?:, (?<infinite>\d+) infinite)?|no finite value \((?<nan>\d+) NaN, (?<noInfinite>\d+) infinite, (?<noMissing>\d+) missing\))(?:; best so far \((?<better>lower|higher) is better\) at \D*(?<bests>[^;]*))?(?:; steps (?<firstStep>\d+) to (?<lastStep>\d+))?$/;

/**
 * Checks what the index says of the values of a column of a file: how many are finite, where the extremes first are, what
 * is missing, and where each new best is.
 * @param scope what of the column is meant
 */
export function checkValues(subject: Subject, name: string, said: string, scope = ''): void {
  const groups = VALUES.exec(said)?.groups;
  if (!groups) throw new Error(`not understood of "${name}": ${said}`);
  const series = subject.series(name, scope);
  const finite = series.filter(isFiniteNumber);
  const count = (is: (cell: Shown) => boolean) => series.filter(is).length;
  if (groups.nan !== undefined) {
    expect([finite.length, count(Number.isNaN), count(isInfinite), count(isMissing)]).toEqual([
      0,
      Number(groups.nan),
      Number(groups.noInfinite),
      Number(groups.noMissing),
    ]);
  } else {
    const [min, max] = [Math.min(...finite), Math.max(...finite)];
    expect([finite.length, min, series.indexOf(min), max, series.indexOf(max)]).toEqual(
      [groups.finite, groups.min, groups.minAt, groups.max, groups.maxAt].map(Number),
    );
    if (groups.missing !== undefined) expect(count(isMissing)).toBe(Number(groups.missing));
    expect(count(isInfinite)).toBe(Number(groups.infinite ?? 0));
  }
  if (groups.better !== undefined) checkBests(subject, name, series, groups.better, groups.bests!);
  if (groups.firstStep !== undefined) {
    const column = subject.expected.called?.(name) ?? name;
    const steps = subject.runs.flatMap(({ records }) =>
      records.filter((record) => typeof record[column] === 'number').map(({ step }) => step),
    );
    expect([steps[0], steps.at(-1)]).toEqual([Number(groups.firstStep), Number(groups.lastStep)]);
  }
}

const isInfinite = (cell: Shown) => cell === Infinity || cell === -Infinity;
const isMissing = (cell: Shown) => cell === null || cell === undefined;

function checkBests(
  subject: Subject,
  name: string,
  series: readonly Shown[],
  better: string,
  said: string,
): void {
  let best = better === 'lower' ? Infinity : -Infinity;
  const found: number[] = [];
  for (const [at, value] of series.entries()) {
    if (!isFiniteNumber(value) || !(better === 'lower' ? value < best : value > best)) continue;
    best = value;
    found.push(at);
  }
  expectPlaces(found, said);
  const column = subject.expected.called?.(name) ?? name;
  const directions = new Set(subject.runs.flatMap(({ metrics }) => metrics[column]?.direction ?? []));
  const isKnown = !(subject.expected.undirected ?? []).includes(name);
  if (isKnown && name !== 'objective') expect([...directions]).toEqual([better === 'lower' ? 'min' : 'max']);
  // Flags are there where a single run has epochs, of each of which there is a value to compare.
  const [run] = subject.runs;
  if (!isKnown || subject.runs.length > 1 || run!.records.length === 0) return;
  const flagged = run!.records.filter((record) => record[`${column}_best`] === true);
  expect(flagged.map((record) => record[column])).toEqual(found.map((at) => series[at]));
}

/** Places as the index lists them: `0, 1, 2, … , 49 (22 in all)`. */
export function expectPlaces(found: readonly number[], said: string): void {
  const [, first, last, count] = /^(.*?), … , (\d+) \((\d+) in all\)$/.exec(said) ?? [];
  if (first === undefined) {
    expect(found).toEqual(said.split(', ').map(Number));
    return;
  }
  const listed = first.split(', ').map(Number);
  expect([found.slice(0, listed.length), found.at(-1), found.length]).toEqual([
    listed,
    Number(last),
    Number(count),
  ]);
}
