import { parseDate, type Column } from '../../../history/index.ts';
import type { Comparison, ComparisonOperator, Condition, Literal, ValueExpression } from '../ast.ts';
import type { BrushExtent, Brushes } from './types.ts';
import { intersect, normalize } from './extents.ts';
import { findColumn, isBoolean, isDates } from '../find-column.ts';
import { nextUp } from './next-number.ts';
import { numberOfLiteral } from '../reading.ts';

/** A filter as brushes, and the remaining condition or null. A row must satisfy both. */
export interface Translation extends Brushes {
  readonly rest: Condition | null;
}

/**
 * Translates a filter to brushes. Conditions that become brushes concern one column each: comparisons with constants,
 * `in`, `is`, their disjunctions on the same column, and their negations. All others stay in `rest`, in their order. A
 * disjunction of such conditions on different columns becomes brushes with `combine: 'any'`. Conditions on other columns
 * than these stay in `rest`. Brushes and rest together select the same rows as the filter, which must be valid
 * (`checkFilter`).
 */
export function toBrushes(filter: Condition, columns: readonly Column[]): Translation {
  return (filter.kind === 'or' ? anyOf(filter.conditions, columns) : null) ?? allOf(filter, columns);
}

/** One brushed column. */
interface Clause {
  readonly column: string;
  readonly extents: readonly BrushExtent[];
  readonly negated: boolean;
}

function allOf(filter: Condition, columns: readonly Column[]): Translation {
  const clauses = new Map<string, Clause>();
  const rest: Condition[] = [];
  for (const condition of filter.kind === 'and' ? filter.conditions : [filter]) {
    const clause = clauseOf(condition, columns);
    const merged = clause === null ? null : both(clauses.get(clause.column), clause);
    if (merged === null) rest.push(condition);
    else clauses.set(merged.column, merged);
  }
  return translation(clauses.values(), 'all', rest);
}

function anyOf(conditions: readonly Condition[], columns: readonly Column[]): Translation | null {
  const clauses = conditions.map((condition) => clauseOf(condition, columns));
  const names = new Set(clauses.map((clause) => clause?.column));
  // Ranges of one column are brushes of that column.
  if (names.has(undefined) || names.size < clauses.length) return null;
  return translation(
    clauses.filter((clause) => clause !== null),
    'any',
    [],
  );
}

function translation(
  clauses: Iterable<Clause>,
  combine: 'all' | 'any',
  rest: readonly Condition[],
): Translation {
  const all = [...clauses];
  return {
    brushes: new Map(all.map(({ column, extents }) => [column, extents])),
    negated: new Set(all.flatMap(({ column, negated }) => (negated ? [column] : []))),
    combine,
    rest: rest.length > 1 ? { kind: 'and', conditions: rest } : (rest[0] ?? null),
  };
}

/** Combines two clauses of one column; null if brushes cannot express the result. */
function both(known: Clause | undefined, clause: Clause): Clause | null {
  if (known === undefined) return clause;
  if (known.negated !== clause.negated) return null;
  const extents = clause.negated
    ? normalize([...known.extents, ...clause.extents])
    : intersect(known.extents, clause.extents);
  // A column without ranges would not be filtered.
  return extents.length > 0 ? { ...clause, extents } : null;
}

function clauseOf(condition: Condition, columns: readonly Column[]): Clause | null {
  switch (condition.kind) {
    case 'column':
      return isBooleanColumn(condition.name, columns)
        ? clause(condition.name, [{ kind: 'categories', values: new Set(['true']) }])
        : null;
    case 'not':
      return negate(clauseOf(condition.condition, columns));
    case 'or': {
      const clauses = condition.conditions.map((each) => clauseOf(each, columns));
      const [first] = clauses;
      if (!first || clauses.some((each) => each?.column !== first.column || each.negated)) return null;
      return clause(
        first.column,
        clauses.flatMap((each) => each!.extents),
      );
    }
    case 'comparison':
      return clauseOfComparison(condition, columns);
    case 'in': {
      if (condition.value.kind !== 'column') return null;
      const { name } = condition.value;
      const extents = condition.list.map((literal) => equalTo(name, literal, columns));
      if (extents.some((extent) => extent === null)) return null;
      const found = clause(
        name,
        extents.filter((extent) => extent !== null),
      );
      return condition.negated ? negate(found) : found;
    }
    case 'is': {
      if (condition.value.kind !== 'column') return null;
      const { state } = condition;
      const column = findColumn(columns, condition.value.name);
      const isAbsence = state === 'missing' || state === 'notApplicable';
      if (column === undefined || (column.kind === 'category' && !isAbsence)) return null;
      const found = clause(column.name, [
        state === 'finite'
          ? { kind: 'range', min: -Number.MAX_VALUE, max: Number.MAX_VALUE }
          : { kind: 'lanes', [state]: true },
      ]);
      return condition.negated ? negate(found) : found;
    }
    default:
      return null;
  }
}

function isBooleanColumn(name: string, columns: readonly Column[]): boolean {
  const column = findColumn(columns, name);
  return column !== undefined && isBoolean(column);
}

function clause(column: string, extents: readonly BrushExtent[]): Clause | null {
  const normal = normalize(extents);
  return normal.length > 0 ? { column, extents: normal, negated: false } : null;
}

function negate(found: Clause | null): Clause | null {
  return found === null ? null : { ...found, negated: !found.negated };
}

const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** A comparison of one column with one constant, or of a column between two: `0.1 <= lr < 0.5`. */
function clauseOfComparison({ first, rest }: Comparison, columns: readonly Column[]): Clause | null {
  const [one, other] = rest;
  if (rest.length === 1) {
    if (first.kind === 'column') return pairClause(first, one!.operator, one!.operand, columns);
    return pairClause(one!.operand, MIRRORED[one!.operator], first, columns);
  }
  if (rest.length !== 2) return null;
  const low = pairClause(one!.operand, MIRRORED[one!.operator], first, columns);
  const high = pairClause(one!.operand, other!.operator, other!.operand, columns);
  return low === null || high === null ? null : both(low, high);
}

function pairClause(
  value: ValueExpression,
  operator: ComparisonOperator,
  bound: ValueExpression,
  columns: readonly Column[],
): Clause | null {
  if (value.kind !== 'column' || !isLiteral(bound)) return null;
  if (operator === '!=') return negate(pairClause(value, '==', bound, columns));
  if (operator === '==') {
    const extent = equalTo(value.name, bound, columns);
    return extent === null ? null : clause(value.name, [extent]);
  }
  const extent = isRanged(value.name, columns) ? beyond(operator, numberOfLiteral(bound)) : null;
  return extent === null ? null : clause(value.name, [extent]);
}

function isLiteral(value: ValueExpression): value is Literal {
  return value.kind === 'number' || value.kind === 'text' || value.kind === 'boolean';
}

/** Whether brushes of the column are ranges rather than categories. */
function isRanged(name: string, columns: readonly Column[]): boolean {
  const column = findColumn(columns, name);
  return column !== undefined && (column.kind === 'number' || isDates(column));
}

function equalTo(name: string, literal: Literal, columns: readonly Column[]): BrushExtent | null {
  if (findColumn(columns, name) === undefined) return null;
  if (isRanged(name, columns)) {
    const value = numberOfLiteral(literal);
    if (Number.isNaN(value)) return null;
    if (Number.isFinite(value)) return { kind: 'range', min: value, max: value };
    return { kind: 'lanes', [value > 0 ? 'posInf' : 'negInf']: true };
  }
  // A number or a date can be equal to texts with another spelling, including texts in future rows.
  if (literal.kind === 'number' || parseDate(String(literal.value)) !== null) return null;
  return { kind: 'categories', values: new Set([String(literal.value)]) };
}

/** The numbers on one side of a bound, including the infinity of that side; null if there are none. */
function beyond(operator: '<' | '<=' | '>' | '>=', bound: number): BrushExtent | null {
  if (Number.isNaN(bound)) return null;
  if (operator === '<' || operator === '<=') {
    const mirrored = beyond(operator === '<' ? '>' : '>=', -bound);
    if (mirrored === null || mirrored.kind === 'categories') return mirrored;
    const lanes = {
      ...(mirrored.posInf ? { negInf: true } : {}),
      ...(mirrored.negInf ? { posInf: true } : {}),
    };
    return mirrored.kind === 'lanes'
      ? { kind: 'lanes', ...lanes }
      : { kind: 'range', min: -mirrored.max, max: -mirrored.min, ...lanes };
  }
  const isIncluded = operator === '>=';
  if (bound === -Infinity) {
    const lanes = { posInf: true, ...(isIncluded ? { negInf: true } : {}) };
    return { kind: 'range', min: -Number.MAX_VALUE, max: Number.MAX_VALUE, ...lanes };
  }
  const min = isIncluded ? bound : bound === Infinity ? NaN : nextUp(bound);
  if (Number.isNaN(min)) return null;
  return Number.isFinite(min)
    ? { kind: 'range', min, max: Number.MAX_VALUE, posInf: true }
    : { kind: 'lanes', posInf: true };
}
