import type { Direction, RecordValue, Run } from '../../types.ts';
import { MAX_FILE_BYTES, startsWith } from '../files/bytes.ts';
import { listed } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { createLogRun } from '../shared/log-run.ts';
import { readNpy } from '../shared/npy.ts';
import type { NpyArray } from '../shared/npy.ts';
import { ImportError } from '../types.ts';
import type { Context, Format } from '../types.ts';
import { unzipSync } from 'fflate';

const STEP = 'time/total_timesteps';

/** Directions of Stable-Baselines3's metrics that their names do not indicate. */
const DIRECTIONS = new Map<string, Direction>([
  ['rollout/ep_rew_mean', 'max'],
  ['train/explained_variance', 'max'],
]);

/** `progress.csv` of Stable-Baselines3's logger: a row per dump, by number of time steps. */
export const sb3Progress: Format = {
  name: 'sb3-progress',
  description: "Stable-Baselines3's progress.csv",
  detect: (content) => content.kind === 'table' && content.table.names.includes(STEP),
  read(content, context) {
    if (content.kind !== 'table') return [];
    const { names, length, columns } = listed(typeTexts(content.table, context));
    const rows = Array.from(
      { length },
      (_, row) =>
        new Map(
          names.map((name, column): [string, RecordValue] => [
            name === STEP ? 'step' : name,
            columns[column]![row] ?? null,
          ]),
        ),
    );
    return [createLogRun({ format: 'sb3-progress', rows, directions: DIRECTIONS }, context)];
  },
};

/**
 * `evaluations.npz` of Stable-Baselines3's EvalCallback: rewards and lengths of some episodes at each evaluation. They
 * become the mean and the standard deviation over the episodes, named as the logger names them.
 */
export const sb3Evaluations: Format = {
  name: 'sb3-evaluations',
  description: "Stable-Baselines3's evaluations.npz",
  detect: (content) =>
    content.kind === 'bytes' && startsWith(content.bytes, 'PK\x03\x04') && isEvaluations(content.bytes),
  read: (content, context) => (content.kind === 'bytes' ? [readEvaluations(content.bytes, context)] : []),
};

const ARRAYS = ['timesteps', 'results', 'ep_lengths', 'successes'] as const;

function isEvaluations(bytes: Uint8Array): boolean {
  const names = new Set<string>();
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.add(name);
        return false;
      },
    });
  } catch {
    return false;
  }
  return names.has('timesteps.npy') && names.has('results.npy');
}

function readEvaluations(bytes: Uint8Array, context: Context): Run {
  const arrays = arraysIn(bytes, context);
  const steps = arrays.get('timesteps')?.values ?? [];
  const series = [
    ['eval/mean_reward', arrays.get('results'), mean],
    ['eval/std_reward', arrays.get('results'), deviation],
    ['eval/mean_ep_length', arrays.get('ep_lengths'), mean],
    ['eval/success_rate', arrays.get('successes'), mean],
  ] as const;
  const rows = steps.map((step, i) => {
    const row = new Map<string, RecordValue>([['step', step]]);
    for (const [name, array, of] of series) if (array) row.set(name, of(rowOf(array, i, steps.length)));
    return row;
  });
  return createLogRun({ format: 'sb3-evaluations', rows }, context);
}

function arraysIn(bytes: Uint8Array, { fileName }: Context): Map<string, NpyArray> {
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        originalSize <= MAX_FILE_BYTES && ARRAYS.some((array) => name === `${array}.npy`),
    });
    return new Map(Object.entries(files).map(([name, file]) => [name.slice(0, -4), readNpy(file)]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${fileName}" cannot be read: ${reason}.`, { cause: error });
  }
}

function rowOf({ values }: NpyArray, row: number, rows: number): readonly number[] {
  const width = Math.floor(values.length / rows);
  return values.slice(row * width, (row + 1) * width);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the population, as NumPy's `std`. */
function deviation(values: readonly number[]): number | null {
  const centre = mean(values);
  return centre === null ? null : Math.sqrt(mean(values.map((value) => (value - centre) ** 2))!);
}
