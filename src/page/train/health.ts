import { evenIndices, overfittingOf } from '../../../analysis/index.ts';
import type { EpochRecord, Run } from '../../../history/index.ts';
import { diagnose, type Diagnosis } from '../../../trainer/index.ts';

export interface HealthNote extends Omit<Diagnosis, 'kind'> {
  readonly kind: Diagnosis['kind'] | 'overfitting';
}

/**
 * The notes on the health of a run, the most serious first: what the trainer measures within the network, then whether it
 * overfits.
 */
export function healthOf(run: Pick<Run, 'records' | 'status' | 'parameters'>): HealthNote[] {
  const notes: HealthNote[] = diagnose(run);
  const note = run.status === 'diverged' ? null : overfittingNote(run.records);
  return note === null ? notes : [...notes, note];
}

/** A run can have 100,000 records, and is looked at after each epoch. */
const MAX_RECORDS = 1000;

function overfittingNote(all: readonly EpochRecord[]): HealthNote | null {
  const records = Array.from(evenIndices(all.length, MAX_RECORDS), (index) => all[index]!);
  const x = Float64Array.from(records, ({ epoch }) => epoch);
  const valid = valuesOf(records, 'valid_loss');
  const found = overfittingOf({ x, train: valuesOf(records, 'train_loss'), valid, direction: 'min' });
  if (found === null) return null;
  const { epoch, record } = found;
  // As they were recorded, so that they are found in the log.
  const [best, last] = [valid[record]!, valid.findLast(Number.isFinite)!];
  return {
    kind: 'overfitting',
    label: 'overfitting',
    epoch,
    text:
      `The validation loss has risen from ${short(best)} to ${short(last)}, while the training loss keeps falling: the network learns ` +
      `its training examples by heart. Early stopping keeps the weights of about epoch ${String(epoch)}; dropout, weight decay, a smaller ` +
      'network or more examples delay the turn.',
  };
}

function valuesOf(records: readonly EpochRecord[], metric: string): Float64Array {
  return Float64Array.from(records, (record) => {
    const value = record[metric];
    return typeof value === 'number' ? value : NaN;
  });
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
