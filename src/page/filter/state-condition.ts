import { printFilter, RUN_STATES, type Condition, type RunState } from '../../../analysis/index.ts';
import { hasConfigurations, type Table } from '../../../history/index.ts';
import type { PlotState } from '../../../viz/index.ts';
import { conditionsOfFilter, filterOfConditions } from './filter-condition.ts';
import { stateName } from './state-column.ts';

/** The condition for runs of a state, or for configurations that have such runs. */
function conditionOf(state: RunState, table: Table): Condition {
  const column = { kind: 'column', name: stateName(table.columns) } as const;
  return hasConfigurations(table)
    ? { kind: 'match', column, how: 'contains', text: state }
    : {
        kind: 'comparison',
        first: column,
        rest: [{ operator: '==', operand: { kind: 'text', value: state } }],
      };
}

/** The state to which a condition of the form of `conditionOf` restricts rows; null for other conditions. */
function stateOfCondition(condition: Condition, table: Table): RunState | null {
  const text = printFilter(condition);
  return RUN_STATES.find((state) => printFilter(conditionOf(state, table)) === text) ?? null;
}

/** The state to which the filter of a plot restricts the rows; null if there is none. */
export function chosenState({ filter, table }: Pick<PlotState, 'filter' | 'table'>): RunState | null {
  for (const condition of conditionsOfFilter(filter, table.columns)) {
    const state = stateOfCondition(condition, table);
    if (state !== null) return state;
  }
  return null;
}

/** The filter of a plot restricted to a state instead of another one; null for all states. */
export function withState({ filter, table }: Pick<PlotState, 'filter' | 'table'>, state: RunState | null) {
  const others = conditionsOfFilter(filter, table.columns).filter(
    (condition) => stateOfCondition(condition, table) === null,
  );
  const conditions = state === null ? others : [...others, conditionOf(state, table)];
  return filterOfConditions(conditions, table.columns);
}
