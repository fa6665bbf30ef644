/**
 * The syntax tree of a filter expression.
 *
 * Operators of one precedence that follow each other without parentheses form one node with a list, so that the depth of
 * a tree grows with parentheses only, not with length: `a + b - c` is one `Arithmetic`, `a and b and c` one `Logical`,
 * `0.1 <= lr < 0.5` one `Comparison`.
 */

/** Offsets into the text, in UTF-16 code units; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A syntax error, or an error found by `checkFilter`. The place is within the text. */
export interface FilterError extends Place {
  readonly message: string;
}

/** Parsed nodes have a place; nodes created otherwise have none. */
interface Node {
  readonly place?: Place;
}

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: number;
}

export interface TextLiteral extends Node {
  readonly kind: 'text';
  readonly value: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** The cell of a column. As a condition: whether the cell is `true`. */
export interface ColumnReference extends Node {
  readonly kind: 'column';
  readonly name: string;
}

/** `-operand` */
export interface Negative extends Node {
  readonly kind: 'negative';
  readonly operand: NumericExpression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** Sums and differences, or products, quotients and remainders: never both in one node. Evaluated from the left. */
export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly first: NumericExpression;
  /** At least one. */
  readonly rest: readonly { readonly operator: ArithmeticOperator; readonly operand: NumericExpression }[];
}

/** `base ^ exponent` */
export interface Power extends Node {
  readonly kind: 'power';
  readonly base: NumericExpression;
  readonly exponent: NumericExpression;
}

export interface Call extends Node {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly operands: readonly NumericExpression[];
}

export type NumericExpression = NumberLiteral | ColumnReference | Negative | Arithmetic | Power | Call;
export type Literal = NumberLiteral | TextLiteral | BooleanLiteral;
export type ValueExpression = NumericExpression | TextLiteral | BooleanLiteral;

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** True if every comparison of neighbouring operands is true. */
export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly first: ValueExpression;
  /** At least one. */
  readonly rest: readonly { readonly operator: ComparisonOperator; readonly operand: ValueExpression }[];
}

/** `value in (…)`, `value not in (…)` */
export interface Membership extends Node {
  readonly kind: 'in';
  readonly value: NumericExpression;
  readonly negated: boolean;
  readonly list: readonly Literal[];
}

/** `column contains "…"`, `column starts with "…"`, `column ends with "…"`, ignoring case. */
export interface TextMatch extends Node {
  readonly kind: 'match';
  readonly column: ColumnReference;
  readonly how: 'contains' | 'starts' | 'ends';
  readonly text: string;
}

/** The states of a cell other than an ordinary value, and `finite`, an ordinary number. */
export type CellState = 'missing' | 'notApplicable' | 'nan' | 'posInf' | 'negInf' | 'finite';

/** `value is …` */
export interface StateTest extends Node {
  readonly kind: 'is';
  readonly value: NumericExpression;
  readonly state: CellState;
  readonly negated: boolean;
}

export interface Not extends Node {
  readonly kind: 'not';
  readonly condition: Condition;
}

/** Conditions joined by `and` or by `or`. */
export interface Logical extends Node {
  readonly kind: 'and' | 'or';
  /** At least two. */
  readonly conditions: readonly Condition[];
}

/** An expression that is true or false for each row. A filter is one condition. */
export type Condition =
  ColumnReference | BooleanLiteral | Comparison | Membership | TextMatch | StateTest | Not | Logical;

/** Numeric functions with their minimum and maximum numbers of operands. `log` is the natural logarithm. */
export const FUNCTIONS = {
  abs: [1, 1],
  ceil: [1, 1],
  exp: [1, 1],
  floor: [1, 1],
  log: [1, 1],
  log10: [1, 1],
  log2: [1, 1],
  max: [1, 100],
  min: [1, 100],
  round: [1, 1],
  sqrt: [1, 1],
} as const satisfies Record<string, readonly [number, number]>;

export type FunctionName = keyof typeof FUNCTIONS;

/** The only literal of a boolean or a text that a cell equals. */
export function textOfLiteral(literal: TextLiteral | BooleanLiteral): string {
  return String(literal.value);
}
