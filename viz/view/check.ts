import { valueText } from './value-text.ts';

/**
 * Validates a value of a view. A view is validated by the first script of the page and by the plot as a library, where a
 * general library for schemas would be a tenth of the script.
 */
export interface Check<Value> {
  /**
   * Returns the value, or its default.
   *
   * @param path names the value in errors
   * @throws {Error} if the value is invalid, such as `view.lines.width: expected a number, got "wide"`
   */
  parse(value: unknown, path?: string): Value;
}

type Checked<Of> = Of extends Check<infer Value> ? Value : never;
type Shape = Readonly<Record<string, Check<unknown>>>;
type OptionalKeys<Of> = { [Key in keyof Of]: undefined extends Checked<Of[Key]> ? Key : never }[keyof Of];

/** An object of the values of `Of`; those that can be undefined can be absent. */
type ObjectOf<Of> = { [Key in Exclude<keyof Of, OptionalKeys<Of>>]: Checked<Of[Key]> } & {
  [Key in OptionalKeys<Of>]?: Checked<Of[Key]>;
};

const PATH = 'value';

function expected(what: string, value: unknown, path: string): Error {
  return new Error(`${path}: expected ${what}, got ${valueText(value)}`);
}

/** A check by a predicate. @param what names what is expected, such as `a number` */
function is<Value>(what: string, test: (value: unknown) => value is Value): Check<Value> {
  return {
    parse(value, path = PATH) {
      if (!test(value)) throw expected(what, value, path);
      return value;
    },
  };
}

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

export const text = is('text', (value) => typeof value === 'string');
export const boolean = is('true or false', (value) => typeof value === 'boolean');
export const number = is('a number', isFiniteNumber);
const wholeNumber = is('a whole number', (value): value is number => Number.isSafeInteger(value));

/** A number from `min` to `max`, inclusive. */
export function between(min: number, max: number): Check<number> {
  return limited(number, min, max);
}

/** A whole number of at least `min`. */
export function wholeFrom(min: number): Check<number> {
  return limited(wholeNumber, min, Infinity);
}

function limited(check: Check<number>, min: number, max: number): Check<number> {
  return {
    parse(value, path = PATH) {
      const found = check.parse(value, path);
      if (found < min) throw expected(`at least ${String(min)}`, found, path);
      if (found > max) throw expected(`at most ${String(max)}`, found, path);
      return found;
    },
  };
}

export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
  return is(words.join(', '), (value): value is Word => words.includes(value as Word));
}

export function listOf<Item>(item: Check<Item>): Check<Item[]> {
  return {
    parse(value, path = PATH) {
      if (!Array.isArray(value)) throw expected('a list', value, path);
      return value.map((each: unknown, index) => item.parse(each, `${path}[${String(index)}]`));
    },
  };
}

/** An object with these keys and no others. */
export function objectOf<const Of extends Shape>(shape: Of): Check<ObjectOf<Of>> {
  return {
    parse(value, path = PATH) {
      const given = recordOf(value, path);
      const result: Record<string, unknown> = {};
      for (const [key, check] of Object.entries(shape)) {
        const found = check.parse(given[key], `${path}.${key}`);
        if (found !== undefined || Object.hasOwn(given, key)) result[key] = found;
      }
      const unknown = Object.keys(given).filter((key) => !Object.hasOwn(shape, key));
      if (unknown.length > 0)
        throw new Error(`${path}: there is no ${unknown.map((key) => `"${key}"`).join(', ')}`);
      return result as ObjectOf<Of>;
    },
  };
}

/** An object whose property `key` is the name of its own check in `checks`. */
export function variantOf<const Of extends Shape>(key: string, checks: Of): Check<Checked<Of[keyof Of]>> {
  const name = oneOf(Object.keys(checks));
  return {
    parse(value, path = PATH) {
      const found = name.parse(recordOf(value, path)[key], `${path}.${key}`);
      return checks[found]!.parse(value, path) as Checked<Of[keyof Of]>;
    },
  };
}

function recordOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw expected('an object', value, path);
  return value as Readonly<Record<string, unknown>>;
}

export function optional<Value>(check: Check<Value>): Check<Value | undefined> {
  return withDefault<Value | undefined>(check, undefined);
}

export function withDefault<Value>(check: Check<Value>, initial: NoInfer<Value>): Check<Value> {
  return { parse: (value, path) => (value === undefined ? initial : check.parse(value, path)) };
}

export function nullable<Value>(check: Check<Value>): Check<Value | null> {
  return { parse: (value, path) => (value === null ? null : check.parse(value, path)) };
}

/** A check with a further condition. @param problem what is wrong if `test` returns false */
export function refined<Value>(
  check: Check<Value>,
  test: (value: Value) => boolean,
  problem: string,
): Check<Value> {
  return {
    parse(value, path = PATH) {
      const found = check.parse(value, path);
      if (!test(found)) throw new Error(`${path}: ${problem}`);
      return found;
    },
  };
}
