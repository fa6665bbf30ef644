import { differentiate } from './differentiate.ts';
import { compileForNumbers } from './evaluate.ts';
import { parseFormula } from './parse.ts';

/** An x at which the two derivatives differ. */
export interface Difference {
  readonly x: number;
  readonly given: number;
  readonly expected: number;
}

/** The result of checking a hand-written derivative. */
export interface DerivativeCheck {
  /** Number of points tested, evenly spaced from −8 to 8. */
  readonly tried: number;
  /** Where it is wrong, ascending by x; empty if it is correct. */
  readonly wrong: readonly Difference[];
  /** Human-readable: `correct at all 161 points`, or `at x = -1.2: yours 0.3, true -0.1 (…)`. */
  readonly message: string;
}

const REACH = 8;
const STEPS_PER_UNIT = 10;
const TOLERANCE = 1e-6;
/** Distance from a point at which its one-sided derivatives are taken. */
const SIDE_OFFSET = 1e-7;

/**
 * Checks a derivative against that of the formula itself, at every tenth from −8 to 8. At a kink any value between the
 * one-sided derivatives is correct; where the formula itself has no finite derivative, every value is.
 *
 * @throws {FormulaError} if either cannot be parsed
 */
export function checkDerivative(formula: string, derivative: string): DerivativeCheck {
  const exact = compileForNumbers(differentiate(parseFormula(formula)));
  const given = compileForNumbers(parseFormula(derivative));
  const tried = 2 * REACH * STEPS_PER_UNIT + 1;
  const wrong = Array.from({ length: tried }, (_, i) => (i - REACH * STEPS_PER_UNIT) / STEPS_PER_UNIT)
    .map((x) => ({ x, given: given(x), expected: exact(x) }))
    .filter((point) => !isCorrect(point, exact));
  return { tried, wrong, message: describe(wrong, tried) };
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
  const range = wrong.length === 1 ? '' : `, from x = ${String(wrong[0]!.x)} to ${String(wrong.at(-1)!.x)}`;
  const count = `wrong at ${String(wrong.length)} of ${String(tried)} points${range}`;
  return `at x = ${String(worst.x)}: yours ${show(worst.given)}, true ${show(worst.expected)} (${count})`;
}

function show(value: number): string {
  return String(Number(value.toPrecision(4)));
}
