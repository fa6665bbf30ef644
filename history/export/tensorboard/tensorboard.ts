import type { Dictionary, Run } from '../../types.ts';
import { pathsOf } from '../paths.ts';
import { ExportError } from '../types.ts';
import type { ExportFormat } from '../types.ts';
import { writeEvents } from './event.ts';
import type { Event, SummaryValue } from './event.ts';
import { histogramOf } from './histogram.ts';
import { sessionEnd, sessionStart } from './hparams.ts';

/**
 * A TensorBoard log directory: a folder for each run, with an event file in it that holds the parameters for the
 * HParams tab, every number of the records as scalars and every distribution as histograms, at the epoch as step. Values of the whole run stand at its
 * last step. Where epochs are no whole numbers from 0, steps count the records and a scalar `epoch` tells the epochs.
 *
 * Scalars are float32, seven significant digits. A wall time is the start of the run and the durations since; it is
 * counted from 1970 where the start is unknown.
 */
export const tensorboard: ExportFormat = {
  name: 'tensorboard',
  label: 'TensorBoard',
  description: 'TensorBoard event files with hparams, a folder for each run',
  extension: '.tfevents',
  losses: [
    'digits of scalars beyond float32',
    'ids, parents and folds of runs, and the status of stopped and diverged ones',
    'missing values beside those that do not apply',
    'text and flags in records',
    'how far values lay beyond the outermost edges of distributions',
  ],
  write({ runs }, { note }) {
    if (runs.length === 0) throw new ExportError('The history has no runs, so there are no events to write.');
    const texts = new Set(runs.flatMap(textKeys));
    if (texts.size > 0)
      note(`Text in records is left out, in ${[...texts].map((key) => `"${key}"`).join(', ')}.`);
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

function eventsOf(run: Run): Event[] {
  const start = startOf(run);
  const { records, summary } = run;
  const isStep = ({ epoch }: { readonly epoch: number }) => Number.isSafeInteger(epoch) && epoch >= 0;
  const countsEpochs = records.every(isStep);
  const events: Event[] = [{ wallTime: start, fileVersion: 'brain.Event:2' }];
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
    values.push(...(histograms.get(epoch) ?? []));
    histograms.delete(epoch);
    if (values.length > 0) events.push({ wallTime, step, values });
  }
  const whole = scalarsOf(summary);
  if (whole.length > 0) events.push({ wallTime, step, values: whole });
  events.push({ wallTime, values: [sessionEnd(run.status, wallTime)] });
  return events;
}

/** What was measured of the distributions, by epoch. */
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
