import { cellAt, countKinds, NUMBER, TEXT } from '../../../runs/cells.ts';
import type { Cells } from '../../../runs/cells.ts';
import type { RunStatus } from '../../../types.ts';
import { isoTime } from '../../shared/log-run.ts';
import type { FlatTable } from '../table.ts';

/** What a table says about the run that a row belongs to. */
export interface AboutRuns {
  /** The start in ISO 8601; null if unknown. */
  readonly startedAt: (row: number) => string | null;
  readonly statusAt: (row: number) => RunStatus;
}

const START =
  /^(?:start(?:ed)?(?:[_ ]?(?:at|time|date))?|start[_ ]?timestamp|created(?:[_ ]?(?:at|time))?|date[_ ]started)$/i;

const STATUS_NAME = /^(?:(?:run|trial|job)[_ ]?)?(?:status|state)$/i;

const STATUS = new Map<string, RunStatus>(
  (
    [
      ['completed', 'complete completed finished finish success successful succeeded done ok'],
      ['failed', 'failed fail failure crashed crash error errored timeout memout oom killed abort aborted'],
      ['running', 'running started pending queued waiting scheduled'],
      ['stopped', 'stopped pruned cancelled canceled interrupted early_stopped'],
    ] as const
  ).flatMap(([status, words]) => words.split(' ').map((word) => [word, status] as const)),
);

/** Finds the columns of a table with the starts and the states of runs; they remain columns too. */
export function aboutRuns({ names, columns }: Pick<FlatTable, 'names' | 'columns'>): AboutRuns {
  const clock = names.findIndex((name, column) => isClock(name, columns[column]!));
  const start = names.findIndex((name) => START.test(name));
  const time = columns[start >= 0 ? start : clock];
  const status = names.findIndex((name, column) => STATUS_NAME.test(name) && areStates(columns[column]!));
  return {
    startedAt: (row) => (time ? isoTime(cellAt(time, row)) : null),
    statusAt: (row) => (status < 0 ? 'unknown' : (stateOf(cellAt(columns[status]!, row)) ?? 'unknown')),
  };
}

/** Whether a column has the times at which rows were written, in seconds or milliseconds since 1970. */
export function isClock(name: string, cells: Cells): boolean {
  const isNamed = /^_?(?:unix_?)?timestamp$|^wall_?time$/i.test(name);
  return isNamed && countKinds(cells)[NUMBER]! > 0 && cells.values!.every((value) => !(value < 1e8));
}

function areStates(cells: Cells): boolean {
  return countKinds(cells)[TEXT]! > 0 && cells.texts.every((text) => stateOf(text) !== undefined);
}

function stateOf(cell: unknown): RunStatus | undefined {
  return typeof cell === 'string' ? STATUS.get(cell.toLowerCase().replace(/^.*\./, '')) : undefined;
}
