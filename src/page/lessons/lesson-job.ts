import { activationNames } from '../../../trainer/index.ts';
import { jobOf } from '../train/running/job.ts';
import type { TrainingJob } from '../train/running/protocol.ts';
import { settingsOfLesson, type Lesson } from './lesson.ts';

/** The job of a lesson with a seed. */
export function jobOfLesson(lesson: Lesson, seed: number): TrainingJob {
  return jobOf(settingsOfLesson(lesson, seed), builtIn, null);
}

/** Whether a job trains what the lesson speaks of: its settings with any seed, on any backend. */
export function isJobOfLesson(job: TrainingJob, lesson: Lesson): boolean {
  const seed = job.candidates[0]?.config.seed ?? 0;
  const compared = ({ data, limit, candidates, folds, repeats, fork }: TrainingJob) =>
    JSON.stringify([data, limit, candidates, folds, repeats, fork]);
  return compared(job) === compared(jobOfLesson(lesson, seed));
}

const builtIn = (name: string) => activationNames.find((each) => each === name) ?? null;
