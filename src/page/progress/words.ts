import type { BestSoFar, RunOrder, RunState } from '../../../analysis/index.ts';

const count = (number: number) => number.toLocaleString('en');
const runs = (number: number) => `${count(number)} ${number === 1 ? 'run' : 'runs'}`;

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  completed: 'completed',
  running: 'running',
  pruned: 'pruned',
  stopped: 'stopped',
  diverged: 'diverged',
  failed: 'failed',
  unknown: 'state unknown',
};

/** What runs are ordered by, and why, as the title of an axis. */
export function describeOrder({ by, rows, withoutStart }: RunOrder): string {
  if (by === 'start') return 'Runs in the order of their start times';
  const why =
    withoutStart === rows.length
      ? 'no start times known'
      : `${count(withoutStart)} of ${runs(rows.length)} without a start time`;
  return `Runs ${by === 'number' ? 'by trial number' : 'in the order of the history'} (${why})`;
}

/** How often the best value improved, and which runs do not count. Empty if no run counts. */
export function describeBest({ improvements, counted, sinceLast, leftOut }: BestSoFar): string[] {
  const { byState, absent, notFinite } = leftOut;
  const parts = [
    ...(byState > 0 ? [`${count(byState)} pruned, failed or diverged`] : []),
    ...(absent > 0 ? [`${count(absent)} without a value`] : []),
    ...(notFinite > 0 ? [`${count(notFinite)} with NaN or an infinite value`] : []),
  ];
  const improved = improvements.length - 1;
  return [
    ...(counted > 1 ? [`improved ${improved === 1 ? 'once' : `${count(improved)} times`}`] : []),
    ...(counted > 1
      ? [sinceLast === 0 ? 'the latest run is the best' : `${runs(sinceLast)} since the best`]
      : []),
    ...(parts.length > 0 ? [`not counted: ${parts.join(', ')}`] : []),
  ];
}

/** Seconds in a unit that suits them: `0.4 s`, `12 min 5 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${String(Number(seconds.toPrecision(seconds < 10 ? 2 : 3)))} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return `${count(hours)} h ${String(minutes)} min`;
  return `${String(minutes)} min ${String(whole % 60)} s`;
}
