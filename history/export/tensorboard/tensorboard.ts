import type { Dictionary, Run } from '../../types.ts';
import { pathsOf } from '../paths.ts';
import { ExportError } from '../types.ts';
import type { ExportFormat } from '../types.ts';
import { writeEvents } from './event.ts';
import type { SummaryEvent, SummaryValue } from './event.ts';
import { histogramOf } from './histogram.ts';
import { sessionEnd, sessionStart } from './hparams.ts';

/**
 * A TensorBoard log directory: one folder per run, with an event file that holds the parameters for the HParams tab, every
 * number of the records as a scalar and every distribution as histograms, with the epoch as step. Values of the whole run
 * are at its last step. If epochs are not integers from 0, the step is the index of the record, and the scalar `epoch`
 * holds the epoch.
 *
 * Scalars are float32. The wall time is the start of the run plus the durations; it starts at 1970 if the start is unknown.
 */
export const tensorboard: ExportFormat = {
  name: 'tensorboard',
  label: 'TensorBoard',
  description: 'TensorBoard event files with hparams, one folder per run',
  extension: '.tfevents',
  losses: [
    'digits of scalars beyond float32',
    'ids, parents and folds of runs, and the status of stopped and diverged ones',
    'the difference between missing and not applicable',
    'text and flags in records',
    'the distance of values beyond the outermost edges of distributions',
  ],
  write({ runs }, { note }) {
    if (runs.length === 0) throw new ExportError('The history has no runs, so there are no events to write.');
    const texts = new Set(runs.flatMap(textKeys));
    if (texts.size > 0)
      note(`Skipped: text in records, in ${[...texts].map((key) => `"${key}"`).join(', ')}.`);
    const paths = pathsOf(runs);
    return runs.map((run, i) => {
      const name = `events.out.tfevents.${String(Math.floor(startOf(run))).padStart(10, '0')}.heddle`;
      return { path: `${paths[i]!}/${name}`, content: writeEvents(eventsOf(run)) };
    });
  },
};

function textKeys({ records }: Run): string[] {
  return records.flatMap((record) => Object.keys(record).filter((key) => typeof record[key] === 'string'));
}

function eventsOf(run: Run): SummaryEvent[] {
  const start = startOf(run);
  const { records, summary } = run;
  const isStep = ({ epoch }: { readonly epoch: number }) => Number.isSafeInteger(epoch) && epoch >= 0;
  const countsEpochs = records.every(isStep);
  const events: SummaryEvent[] = [{ wallTime: start, fileVersion: 'brain.Event:2' }];
  events.push({ wallTime: start, values: [sessionStart(run.parameters, run.name, start)] });
  let wallTime = start;
  let step = 0;
  const histograms = histogramsOf(run);
  for (const [index, record] of records.entries()) {
    const { epoch, dur } = record;
    if (typeof dur === 'number' && Number.isFinite(dur)) wallTime += dur;
    step = countsEpochs ? epoch : index;
    const values = scalarsOf(record).filter(({ tag }) => tag !== 'epoch');
    if (!countsEpochs) values.push({ tag: 'epoch', scalar: epoch });
    for (const value of histograms.get(epoch) ?? []) values.push(value);
    histograms.delete(epoch);
    if (values.length > 0) events.push({ wallTime, step, values });
  }
  const summaryValues = scalarsOf(summary);
  if (summaryValues.length > 0) events.push({ wallTime, step, values: summaryValues });
  events.push({ wallTime, values: [sessionEnd(run.status, wallTime)] });
  return events;
}

/** Returns the histograms of the distributions, by epoch. */
function histogramsOf({ distributions = {} }: Run): Map<number, SummaryValue[]> {
  const found = new Map<number, SummaryValue[]>();
  for (const [tag, distribution] of Object.entries(distributions)) {
    for (const [at, epoch] of distribution.epochs.entries()) {
      const value = { tag, histogram: histogramOf(distribution, at) };
      found.set(epoch, [...(found.get(epoch) ?? []), value]);
    }
  }
  return found;
}

function startOf({ started }: Run): number {
  return started === null ? 0 : Math.max(0, Date.parse(started) / 1000);
}

function scalarsOf(values: Dictionary<unknown>): SummaryValue[] {
  return Object.entries(values).flatMap(([tag, value]) => {
    return typeof value === 'number' ? [{ tag, scalar: value }] : [];
  });
}
