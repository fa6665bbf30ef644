import { differentiate } from './differentiate.ts';
import { compileForNumbers } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { parseFormula } from './parse.ts';

/** An x at which the two derivatives differ. */
export interface Difference {
  readonly x: number;
  readonly given: number;
  readonly expected: number;
}

/** The result of checking a hand-written derivative. */
export interface DerivativeCheck {
  /** Number of points tested. */
  readonly tried: number;
  /** Where it is wrong, ascending by x; empty if it is correct. */
  readonly wrong: readonly Difference[];
  /** Human-readable: `correct at all 177 points`, or `at x = -1.2: yours 0.3, true -0.1 (…)`. */
  readonly message: string;
}

const REACH = 8;
const STEPS_PER_UNIT = 10;
/** Points far out, tested on both sides of 0. */
const FAR = [10, 15, 20, 30, 50, 100, 300, 1000];
const TOLERANCE = 1e-6;
/** Distance from a point at which its one-sided derivatives are taken. */
const SIDE_OFFSET = 1e-7;
/** Distance from a bend, relative to its size, at which both of its sides are tested. */
const BEND_OFFSET = 1e-3;

/**
 * Checks a derivative against that of the formula itself: at every tenth from −8 to 8, far out, and beside the bends of
 * either formula. At a kink any value between the one-sided derivatives is correct; where the formula itself has no finite
 * derivative, every value is.
 *
 * @throws {FormulaError} if either cannot be parsed
 */
export function checkDerivative(formula: string, derivative: string): DerivativeCheck {
  const [value, slope] = [parseFormula(formula), parseFormula(derivative)];
  const exact = compileForNumbers(differentiate(value));
  const given = compileForNumbers(slope);
  const xs = pointsOf(value, slope);
  const wrong = xs
    .map((x) => ({ x, given: given(x), expected: exact(x) }))
    .filter((point) => !isCorrect(point, exact));
  return { tried: xs.length, wrong, message: describe(wrong, xs.length) };
}

/** Ascending, without repetition. A formula bends where x meets one of its constants, as in `min(10, x)` or `x > 3 ? …`. */
function pointsOf(...formulas: readonly Expression[]): number[] {
  const tenths = Array.from(
    { length: 2 * REACH * STEPS_PER_UNIT + 1 },
    (_, i) => (i - REACH * STEPS_PER_UNIT) / STEPS_PER_UNIT,
  );
  const bends = formulas.flatMap(constantsOf).flatMap((constant) => {
    const offset = BEND_OFFSET * Math.max(1, Math.abs(constant));
    return [constant - offset, constant + offset];
  });
  const inBothSigns = [...FAR, ...bends].flatMap((x) => [x, -x]);
  return [...new Set([...tenths, ...inBothSigns])].sort((a, b) => a - b);
}

function constantsOf(expression: Expression): number[] {
  if (expression.kind === 'number') return Number.isFinite(expression.value) ? [expression.value] : [];
  return expression.kind === 'call' ? expression.inputs.flatMap(constantsOf) : [];
}

function isCorrect({ x, given, expected }: Difference, exact: (x: number) => number): boolean {
  if (!Number.isFinite(expected)) return true;
  const sides = [exact(x - SIDE_OFFSET), expected, exact(x + SIDE_OFFSET)].filter(Number.isFinite);
  const slack = TOLERANCE * Math.max(1, ...sides.map(Math.abs));
  return given >= Math.min(...sides) - slack && given <= Math.max(...sides) + slack;
}

function describe(wrong: readonly Difference[], tried: number): string {
  if (wrong.length === 0) return `correct at all ${String(tried)} points`;
  const error = ({ given, expected }: Difference) => {
    const size = Math.abs(given - expected);
    return Number.isNaN(size) ? Infinity : size;
  };
  const worst = wrong.reduce((a, b) => (error(b) > error(a) ? b : a));
  const range = wrong.length === 1 ? '' : `, from x = ${short(wrong[0]!.x)} to ${short(wrong.at(-1)!.x)}`;
  const count = `wrong at ${String(wrong.length)} of ${String(tried)} points${range}`;
  const [given, expected] = distinct(worst.given, worst.expected);
  return `at x = ${short(worst.x)}: yours ${given}, true ${expected} (${count})`;
}

/** Two different numbers with as many digits as show that they differ, at least four. */
function distinct(a: number, b: number): readonly [string, string] {
  for (let digits = 4; ; digits++) {
    const texts = [short(a, digits), short(b, digits)] as const;
    if (texts[0] !== texts[1] || digits === 17) return texts;
  }
}

function short(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}
