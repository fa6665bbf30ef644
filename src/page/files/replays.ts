import { firstDeviation } from '../../../analysis/index.ts';
import { runsOfParts, type History, type Run } from '../../../history/index.ts';
import { PARENT_PARAMETER } from '../../shared/pytorch/parent-parameter.ts';

/** Difference up to which a run that was trained again agrees with the original; see `firstDeviation`. */
const TOLERANCE = 0.001;

/** Runs that were trained again are read from files of few runs. */
const MAX_RUNS = 1000;

export interface LinkedReplays {
  readonly history: History;
  /** One per run that was trained again: how far it agrees with the original. */
  readonly sentences: readonly string[];
}

/**
 * Makes runs that were trained again children of their originals, which are among them or open already. Without its
 * original a run stays as it is.
 */
export function linkReplays(read: History, own: History): LinkedReplays {
  if (read.runs.length > MAX_RUNS) return { history: read, sentences: [] };
  const sentences: string[] = [];
  const runs = Array.from(read.runs, (run) => {
    const id = run.parameters[PARENT_PARAMETER];
    if (typeof id !== 'string' || run.parent !== null) return run;
    const isOriginal = (each: Run) => each.id === id;
    const original = own.runs.find(isOriginal) ?? read.runs.find(isOriginal);
    if (original === undefined || original === run) return run;
    sentences.push(describeAgreement(run, original));
    const parameters = Object.entries(run.parameters).filter(([name]) => name !== PARENT_PARAMETER);
    return { ...run, parent: id, parameters: Object.fromEntries(parameters) };
  });
  if (sentences.length === 0) return { history: read, sentences };
  return {
    history: { ...read, runs: runsOfParts([{ kind: 'list', runs, length: runs.length }]) },
    sentences,
  };
}

/** How far a run agrees with another, as a sentence. */
function describeAgreement(run: Run, original: Run): string {
  const { epochs, deviation } = firstDeviation(run.records, original.records, TOLERANCE);
  if (epochs === 0) return `${run.name} has no results in common with ${original.name}.`;
  const total = Math.max(run.records.length, original.records.length);
  const compared = epochs < total ? `${String(epochs)} of` : 'all';
  const where = total === 1 ? 'the only epoch' : `${compared} ${String(total)} epochs`;
  if (deviation === null)
    return `${run.name} agrees with ${original.name} in ${where}, within ${String(TOLERANCE)}.`;
  const { epoch, metric, first, second } = deviation;
  return `${run.name} deviates from ${original.name} at epoch ${String(epoch)} first: ${metric} is ${short(first)}, not ${short(second)}.`;
}

const short = (value: number) => String(Number(value.toPrecision(6)));
