import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { teachingPage } from '../../../scripts/lessons/pages.ts';
import { jobOfLesson, isJobOfLesson } from '../../../src/page/lessons/lesson-job.ts';
import { settingsOfLesson } from '../../../src/page/lessons/lesson.ts';
import { lessons } from '../../../src/page/lessons/lessons.ts';
import { readLink } from '../../../src/page/shell/link/link.ts';
import { planOf } from '../../../src/page/train/running/job.ts';
import { activationNames, configParameters } from '../../../trainer/index.ts';

const choiceOf = (name: string) => activationNames.find((each) => each === name) ?? null;
const doc = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** The columns of runs beside their parameters; `layers` is the number of hidden layers. */
function isMetric(name: string, layers: number, hasFolds: boolean): boolean {
  if (name === 'test_score') return hasFolds;
  if (name === 'grad_ratio') return layers > 1;
  const [, kind, layer] = /^(dead|saturated|zeros|grad)_(\d)$/.exec(name) ?? [];
  if (kind !== undefined) return Number(layer) <= layers + (kind === 'grad' ? 1 : 0);
  return /^epoch$|^(?:train_loss|valid_loss|valid_acc)$/.test(name);
}

it('are sixteen with names and titles of their own', () => {
  expect(lessons).toHaveLength(16);
  expect(new Set(lessons.map(({ name }) => name)).size).toBe(16);
  expect(new Set(lessons.map(({ title }) => title)).size).toBe(16);
});

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))('the lesson %s', (_, lesson) => {
  it('has settings that can be trained, with any seed', () => {
    const { fits } = planOf(settingsOfLesson(lesson), choiceOf);
    expect(fits).toBeGreaterThan(1);
    expect(fits).toBeLessThanOrEqual(54);
    expect(jobOfLesson(lesson, 3).candidates.map(({ config }) => config.seed)).toContain(3);
  });

  it('recognises its training, and no other', () => {
    expect(isJobOfLesson({ ...jobOfLesson(lesson, 4), backend: 'wasm' }, lesson)).toBe(true);
    expect(isJobOfLesson({ ...jobOfLesson(lesson, 4), limit: 77 }, lesson)).toBe(false);
  });

  it('asks a question with one right choice', () => {
    expect(lesson.question).toMatch(/\?$/);
    expect(lesson.choices.length).toBeGreaterThan(1);
    expect(new Set(lesson.choices).size).toBe(lesson.choices.length);
    expect(lesson.choices[lesson.correct]).toBeDefined();
  });

  it('shows columns that its runs have', () => {
    const { leftOut, view } = readLink(`#${lesson.view}`);
    expect(leftOut).toEqual([]);
    const { config } = jobOfLesson(lesson, 0).candidates.at(-1)!;
    const parameters = Object.keys(configParameters(config));
    const unknown = [...lesson.axes, view.plot.colorBy!].filter(
      (name) =>
        !parameters.includes(name) && !isMetric(name, config.hidden.length, lesson.folds !== undefined),
    );
    expect(unknown).toEqual([]);
  });

  it('held for all five seeds when the documents were written', () => {
    const row = doc('lessons.md')
      .split('\n')
      .find((line) => line.startsWith('|') && line.includes(`| ${lesson.title} `));
    expect(row).toContain(lesson.choices[lesson.correct]);
    expect(row).toMatch(/\| 5 of 5 /);
  });
});

it('have a page for the teacher that is up to date: npm run lessons', async () => {
  expect(doc('teaching.md')).toBe(await teachingPage(lessons));
});
