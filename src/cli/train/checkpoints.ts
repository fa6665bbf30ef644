import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Dataset, FitStore, SavedFit, SearchPlan } from '../../../trainer/index.ts';
import { takeLock } from '../files/lock.ts';
import { makeFolder } from '../files/make-folder.ts';
import { reasonOf } from '../files/system-error.ts';
import { writeWhole } from '../files/write-whole.ts';

/** The state of a call's fits, in a folder next to its output, from which an interrupted call can be resumed. */
export interface Checkpoints {
  readonly folder: string;
  /** Whether this call resumes an interrupted one. */
  readonly isResumed: boolean;
  readonly saved: ReadonlyMap<number, SavedFit>;
  /** A message for each checkpoint that could not be read. Its fit starts from the beginning. */
  readonly problems: readonly string[];
  readonly store: FitStore;
  /**
   * Returns the plan of this call, with the ids of the interrupted call if it is resumed.
   *
   * @param plan creates the plan, with ids from the given function
   * @throws {Error} if the checkpoints belong to a different plan
   */
  match(
    dataset: Dataset,
    plan: (identify: () => string) => SearchPlan,
    createId: () => string,
  ): Promise<SearchPlan>;
  /** Whether every checkpoint so far has been saved. */
  isComplete(): boolean;
  /** Deletes the checkpoints, once the output is written. */
  remove(): Promise<void>;
}

export interface CheckpointOptions {
  readonly out: string;
  readonly resume: boolean;
  /** Whether existing checkpoints may be replaced. */
  readonly force: boolean;
}

const PLAN = 'plan.json';
const FIT = /^fit-(\d+)\.bin$/;

interface SavedPlan {
  readonly fingerprint: string;
  readonly ids: readonly string[];
}

/**
 * Locks the output and opens the folder of checkpoints next to it. Replaced checkpoints are deleted only when the new
 * call saves its first one.
 *
 * @throws {Error} if another process uses them, or if they exist and are neither resumed nor replaced
 */
export async function openCheckpoints({ out, resume, force }: CheckpointOptions): Promise<Checkpoints> {
  const folder = `${out}.checkpoints`;
  await lockOutput(out);
  const exists = existsSync(join(folder, PLAN));
  if (exists && !resume && !force) {
    throw new Error(
      `"${folder}" holds the checkpoints of an interrupted call: use --resume to continue from them, or --force to start over`,
    );
  }
  const isResumed = resume && exists;
  const { fits, problems } = isResumed
    ? await readFits(folder)
    : { fits: new Map<number, SavedFit>(), problems: [] };
  let isComplete = true;
  /** The plan to write with the first checkpoint, replacing those of an earlier call. */
  let replacement: SavedPlan | null = null;

  const save = async (index: number, fit: SavedFit) => {
    const file = `fit-${String(index)}.bin`;
    if (replacement) {
      await replaceFolder(folder, { [PLAN]: JSON.stringify(replacement), [file]: serialize(fit) });
      replacement = null;
    } else {
      await writeWhole(join(folder, file), serialize(fit));
    }
  };
  return {
    folder,
    isResumed,
    saved: fits,
    problems,
    async match(dataset, plan, createId) {
      const previous = isResumed ? await readPlan(folder) : null;
      const ids: string[] = [];
      const created = plan(() => {
        const id = previous?.ids[ids.length] ?? createId();
        ids.push(id);
        return id;
      });
      const fingerprint = fingerprintOf(created, dataset);
      if (previous && previous.fingerprint !== fingerprint) {
        throw new Error(
          `--resume: "${folder}" belongs to a call with other settings: use the same, or --force without --resume to start over`,
        );
      }
      if (!previous) {
        const saved = { fingerprint, ids } satisfies SavedPlan;
        if (exists) {
          replacement = saved;
        } else {
          await makeFolder(folder);
          await writeWhole(join(folder, PLAN), JSON.stringify(saved));
        }
      }
      return created;
    },
    store: {
      async save(index, fit) {
        try {
          await save(index, fit);
        } catch (error) {
          isComplete = false;
          throw new Error(`"${folder}" cannot be written: ${reasonOf(error)}`, { cause: error });
        }
      },
    },
    isComplete: () => isComplete,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Prevents two calls from writing the same output and checkpoints. */
async function lockOutput(out: string): Promise<void> {
  try {
    await makeFolder(dirname(out));
    await takeLock(`${out}.lock`, `"${out}" is being written`);
  } catch (error) {
    if (error instanceof Error && !('code' in error)) throw error;
    throw new Error(`--out: "${out}" cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** Prepares the new files in a temporary folder, so that either the old or the new ones exist, except between two renames. */
async function replaceFolder(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const suffix = randomBytes(8).toString('hex');
  const [next, old] = [`${folder}.${suffix}.new`, `${folder}.${suffix}.old`];
  try {
    await makeFolder(next);
    for (const [name, content] of Object.entries(files)) await writeWhole(join(next, name), content);
    await rename(folder, old);
    await rename(next, folder);
  } catch (error) {
    await rm(next, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

async function readPlan(folder: string): Promise<SavedPlan> {
  const file = join(folder, PLAN);
  const text = await readFile(file, 'utf8');
  try {
    const { fingerprint, ids } = JSON.parse(text) as Partial<SavedPlan>;
    if (typeof fingerprint === 'string' && Array.isArray(ids)) return { fingerprint, ids };
  } catch {
    // Reported below, like an incomplete plan.
  }
  throw new Error(`--resume: "${file}" is damaged: use --force without --resume to start over`);
}

async function readFits(folder: string): Promise<{ fits: Map<number, SavedFit>; problems: string[] }> {
  const fits = new Map<number, SavedFit>();
  const problems: string[] = [];
  for (const file of await readdir(folder)) {
    const index = FIT.exec(file)?.[1];
    if (index === undefined) continue;
    const path = join(folder, file);
    try {
      fits.set(Number(index), parseFit(await readFile(path)));
    } catch (error) {
      problems.push(`"${path}" cannot be used: ${reasonOf(error)}. Its fit starts from the beginning.`);
    }
  }
  return { fits, problems };
}

function parseFit(bytes: Uint8Array): SavedFit {
  let fit: unknown;
  try {
    fit = deserialize(bytes);
  } catch {
    throw new Error(`it is damaged or truncated (${String(bytes.length)} bytes)`);
  }
  const isFit =
    typeof fit === 'object' &&
    fit !== null &&
    (('run' in fit && isObject(fit.run)) || ('checkpoint' in fit && isObject(fit.checkpoint)));
  if (!isFit) throw new Error('it holds no checkpoint');
  return fit as SavedFit;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A hash of everything that determines training: the data, the settings, and the rows of every fold. */
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
