import type { Context } from '../types.ts';
import type { SummaryValue } from './event.ts';
import type { EventFile } from './event-file.ts';
import type { HistogramAt } from './histogram.ts';
import { emptySession, readSession } from './hparams.ts';
import type { Session } from './hparams.ts';

/** One value of a scalar. */
export interface Point {
  readonly step: number;
  readonly value: number;
}

/** What the event files of one folder hold. */
export interface EventLog {
  /** By tag, steps ascending. */
  readonly scalars: ReadonlyMap<string, readonly Point[]>;
  /** By tag, steps ascending. */
  readonly histograms: ReadonlyMap<string, readonly HistogramAt[]>;
  readonly session: Session;
  /** Seconds since 1970 of the first event; null if there is none. */
  readonly start: number | null;
}

/**
 * The scalars, histograms and parameters of the event files of one folder, in the order of their names: several are the restarts
 * of one run. Where the step of a tag goes back, the run went on from an older state, and what had been written from
 * that step on is dropped.
 */
export function readEventLog(files: readonly EventFile[], { note }: Pick<Context, 'note'>): EventLog {
  const log = {
    scalars: new Map<string, Point[]>(),
    histograms: new Map<string, HistogramAt[]>(),
    session: emptySession(),
    start: null as number | null,
  };
  const others = new Map<string, Set<string>>();
  const counts = { lost: 0, rest: 0, cutOff: 0, dropped: 0 };
  const plugins = new Map<string, string>();
  for (const { events, lost, rest, isCutOff } of files) {
    if (isCutOff) counts.cutOff += rest;
    else counts.rest += rest;
    for (const { wallTime, step, values } of events) {
      try {
        if (wallTime > 0) log.start = Math.min(log.start ?? Infinity, wallTime);
        for (const value of values) {
          if (value.plugin !== null) plugins.set(value.tag, value.plugin);
          counts.dropped += addValue(log, value, step, plugins.get(value.tag), others);
        }
      } catch {
        counts.lost++;
      }
    }
    counts.lost += lost.count;
  }
  noteWhatIsLeft(counts, others, note);
  return log;
}

/** The kind of data of plugins whose names do not state it. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['graph_keras_model', 'graphs'],
  ['pr_curves', 'curves of precision and recall'],
  ['mesh', 'meshes'],
]);

/** Adds a value to the log; gives how many older ones that drops. */
function addValue(
  log: {
    readonly scalars: Map<string, Point[]>;
    readonly histograms: Map<string, HistogramAt[]>;
    readonly session: Session;
  },
  { tag, content, scalar, histogram, media }: SummaryValue,
  step: number,
  plugin: string | undefined,
  others: Map<string, Set<string>>,
): number {
  if (plugin === 'hparams') {
    if (content) readSession(content, log.session);
    return 0;
  }
  if (scalar !== null && (plugin === undefined || plugin === 'scalars')) {
    return append(log.scalars, tag, { step, value: scalar });
  }
  if (histogram !== null && (plugin === undefined || plugin === 'histograms')) {
    return append(log.histograms, tag, { step, buckets: histogram });
  }
  const kind = plugin === undefined ? (media ?? 'other values') : (KINDS.get(plugin) ?? plugin);
  const tags = others.get(kind) ?? new Set();
  others.set(kind, tags.add(tag));
  return 0;
}

function append<At extends { readonly step: number }>(all: Map<string, At[]>, tag: string, at: At): number {
  const points = all.get(tag) ?? [];
  all.set(tag, points);
  let dropped = 0;
  for (let last = points.at(-1); last && last.step > at.step; last = points.at(-1)) {
    points.pop();
    dropped++;
  }
  points.push(at);
  return dropped;
}

function noteWhatIsLeft(
  counts: Readonly<Record<'lost' | 'rest' | 'cutOff' | 'dropped', number>>,
  others: ReadonlyMap<string, ReadonlySet<string>>,
  note: Context['note'],
): void {
  const { lost, rest, cutOff, dropped } = counts;
  if (lost > 0) note(`Damaged records are left out: ${String(lost)}.`);
  if (rest > 0) note(`The file is damaged: its last ${String(rest)} bytes are no records.`);
  if (cutOff > 0) note('The last record is not whole, as in the file of a running job; it is left out.');
  if (dropped > 0)
    note(`The run was restarted; ${String(dropped)} older values that it wrote anew are dropped.`);
  for (const [kind, tags] of others) {
    const list = [...tags].slice(0, 5).map((tag) => `"${tag}"`);
    note(`Left out, being ${kind}: ${list.join(', ')}${tags.size > 5 ? ', …' : ''}.`);
  }
}
