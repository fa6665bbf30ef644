import { comparisons } from './comparisons.ts';
import { firstSteps } from './first-steps.ts';
import { gradientLessons } from './gradients.ts';
import type { Lesson } from './lesson.ts';

/** All lessons in the order in which they are studied. */
export const lessons: readonly Lesson[] = [...firstSteps, ...gradientLessons, ...comparisons];
