import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Dataset, FitStore, SavedFit, SearchPlan } from '../../../trainer/index.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeWhole } from '../files/write-whole.ts';

/** What a call has come to, in a folder beside its output, so that it can be taken up again after it was ended. */
export interface Checkpoints {
  /** Lies here. */
  readonly folder: string;
  /** Whether it goes on from saved fits. */
  readonly isResumed: boolean;
  readonly saved: ReadonlyMap<number, SavedFit>;
  readonly store: FitStore;
  /**
   * The plan with the ids that it had, when it is taken up again.
   *
   * @param plan makes it, with the ids given
   * @throws {Error} when the checkpoints are those of another plan
   */
  match(
    dataset: Dataset,
    plan: (identify: () => string) => SearchPlan,
    createId: () => string,
  ): Promise<SearchPlan>;
  /** Throws away what was saved, once all is done. */
  remove(): Promise<void>;
}

const PLAN = 'plan.json';
const FIT = /^fit-(\d+)\.bin$/;

interface SavedPlan {
  readonly fingerprint: string;
  readonly ids: readonly string[];
}

/** Opens the folder beside `out`. Without `isResuming`, or where there is none, all begins at the start. */
export async function openCheckpoints(out: string, isResuming: boolean): Promise<Checkpoints> {
  const folder = `${out}.checkpoints`;
  const isResumed = isResuming && existsSync(join(folder, PLAN));
  const saved = isResumed ? await readFits(folder) : new Map<number, SavedFit>();
  return {
    folder,
    isResumed,
    saved,
    async match(dataset, plan, createId) {
      const before = isResumed ? await readPlan(folder) : null;
      const ids: string[] = [];
      const made = plan(() => {
        const id = before?.ids[ids.length] ?? createId();
        ids.push(id);
        return id;
      });
      const fingerprint = fingerprintOf(made, dataset);
      if (before && before.fingerprint !== fingerprint) {
        throw new Error(
          `--resume: ${folder} is of a call with other settings; give the same, or leave out --resume`,
        );
      }
      if (!before) {
        await rm(folder, { recursive: true, force: true });
        await makeFolder(folder);
        await writeWhole(join(folder, PLAN), JSON.stringify({ fingerprint, ids } satisfies SavedPlan));
      }
      return made;
    },
    store: {
      save: (index, fit) => writeWhole(join(folder, `fit-${String(index)}.bin`), serialize(fit)),
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readPlan(folder: string): Promise<SavedPlan> {
  return JSON.parse(await readFile(join(folder, PLAN), 'utf8')) as SavedPlan;
}

async function readFits(folder: string): Promise<Map<number, SavedFit>> {
  const fits = new Map<number, SavedFit>();
  for (const file of await readdir(folder)) {
    const index = FIT.exec(file)?.[1];
    if (index === undefined) continue;
    fits.set(Number(index), deserialize(await readFile(join(folder, file))) as SavedFit);
  }
  return fits;
}

/** Equal for plans that train the same: the settings, and the rows of every fold. */
function fingerprintOf({ jobs }: SearchPlan, dataset: Dataset): string {
  const hash = createHash('sha256');
  const { name, count, dimensions, classes } = dataset;
  hash.update(JSON.stringify([name, count, dimensions, classes]));
  hash.update(dataset.targets ?? dataset.labels);
  for (const { config, fold } of jobs) {
    const { number, scoring, trainScores, split } = fold ?? {};
    hash.update(JSON.stringify([config, number, scoring, trainScores]));
    if (split) hash.update(split.test);
  }
  return hash.digest('hex');
}
