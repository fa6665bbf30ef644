import { RUN_STATES, stateOf, type RunState } from '../../../analysis/index.ts';
import {
  hasConfigurations,
  type CategoryColumn,
  type Column,
  type RunSet,
  type Table,
} from '../../../history/index.ts';

/** The name by which conditions refer to the state of a run; a column of the data with the name `state` takes precedence. */
export function stateName(columns: readonly Column[]): string {
  return columns.some(({ name }) => name === 'state') ? 'run state' : 'state';
}

/** The columns that conditions can refer to: those of the data, and the states of the runs, here without rows. */
export function conditionColumns(columns: readonly Column[]): Column[] {
  return [...columns, columnOf(stateName(columns), RUN_STATES, new Uint32Array(0))];
}

/**
 * The table with a column of the states of its runs. The state of a configuration names all states of its runs, such as
 * `completed, failed`.
 * @param set the runs of the table
 */
export function withStates(table: Table, set: RunSet): Table {
  const codes = new Uint32Array(table.length);
  const codeOf = new Map<string, number>();
  const stateOfRun = Array.from({ length: set.length }, (_, run) =>
    stateOf({ status: set.status(run), source: set.source(run) }),
  );
  for (let row = 0; row < table.length; row++) {
    const runs = hasConfigurations(table) ? table.members[row]! : [table.runIndex[row]!];
    const text = textOf(runs, stateOfRun);
    let code = codeOf.get(text);
    if (code === undefined) codeOf.set(text, (code = codeOf.size));
    codes[row] = code;
  }
  return {
    ...table,
    columns: [...table.columns, columnOf(stateName(table.columns), [...codeOf.keys()], codes)],
  };
}

function textOf(runs: Iterable<number>, stateOfRun: readonly RunState[]): string {
  const found = new Set<RunState | undefined>();
  for (const run of runs) found.add(stateOfRun[run]);
  return RUN_STATES.filter((state) => found.has(state)).join(', ');
}

function columnOf(name: string, categories: readonly string[], codes: Uint32Array): CategoryColumn {
  return {
    kind: 'category',
    name,
    role: 'identity',
    direction: 'none',
    absence: null,
    categories: [...categories],
    codes,
  };
}
