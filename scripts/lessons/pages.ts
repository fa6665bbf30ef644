import { format } from 'prettier';
import type { Finding, Lesson } from '../../src/page/lessons/lesson.ts';
import { dataNameOf } from '../../src/page/data/settings.ts';
import { settingsOfLesson } from '../../src/page/lessons/lesson.ts';
import { teachingNotes } from './teaching-notes.ts';

/** A lesson with what its claim found for each seed. */
export interface LessonResult {
  readonly lesson: Lesson;
  readonly trials: (Finding & { readonly seed: number; readonly seconds: number })[];
}

/** `docs/lessons.md`: what each lesson claims, and for how many seeds it held. */
export function lessonsPage(results: readonly LessonResult[]): Promise<string> {
  const rows = results.map(({ lesson, trials }, i) => {
    const held = trials.filter(({ holds }) => holds).length;
    const slowest = Math.max(...trials.map(({ seconds }) => seconds));
    const cells = [
      ...[String(i + 1), lesson.title, lesson.choices[lesson.correct]!],
      ...[`${String(held)} of ${String(trials.length)}`, slowest.toFixed(1)],
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const details = results.flatMap(({ lesson, trials }, i) => [
    `### ${String(i + 1)}. ${lesson.title}`,
    `${lesson.question} ${lesson.answer}`,
    trials
      .map(
        ({ seed, holds, measured }) =>
          `- seed ${String(seed)}: ${holds ? '' : '**does not hold**, '}${measured}`,
      )
      .join('\n'),
  ]);
  return markdown([
    '# Lessons',
    'The trainer’s menu “Lessons…” has these experiments. Each asks first, keeps the guess, and shows its answer after the training.',
    'Written by `npm run lessons`, which trains every lesson with the seeds 0 to 4 (weights and data) and checks in its runs what the answer says. ' +
      'Seconds are those of the slowest seed on one thread. How to teach with them: [teaching.md](teaching.md).',
    ['| | lesson | the answer | held for seeds | seconds |', '| --: | --- | --- | --- | --: |', ...rows].join(
      '\n',
    ),
    '## Measured',
    ...details,
  ]);
}

/** `docs/teaching.md`: for each lesson what to ask, and what students get wrong. */
export function teachingPage(lessons: readonly Lesson[]): Promise<string> {
  const parts = lessons.flatMap((lesson, i) => {
    const { ask, mistakes } = teachingNotes[lesson.name]!;
    return [
      `## ${String(i + 1)}. ${lesson.title}`,
      `_${setUp(lesson)}_`,
      `**Guess first.** ${lesson.question}`,
      lesson.choices.map((choice, at) => `- ${choice}${at === lesson.correct ? ' ✓' : ''}`).join('\n'),
      `**Answer.** ${lesson.answer}`,
      `**Ask.** ${ask}`,
      `**What students get wrong.** ${mistakes}`,
    ];
  });
  return markdown([
    '# Teaching with the lessons',
    'One lesson takes five to ten minutes: read the question aloud, let everyone choose an answer and a confidence, press Start, and discuss the plot before ' +
      'the answer. Each trains in less than a minute. The right choice is marked ✓, so print this page for yourself only. ' +
      'The table of the guesses (right, Brier score, calibration) is below each answer.',
    'A link can hide parts of the trainer from a class: `#hide=search,folds,more`. What was measured for five seeds is in [lessons.md](lessons.md).',
    ...parts,
  ]);
}

/** What a lesson trains, in a line. */
function setUp(lesson: Lesson): string {
  const { data, limit, fields, folds } = settingsOfLesson(lesson);
  const varied = Object.entries(lesson.varied ?? {}).map(([name, values]) => `${name}: ${values.join(', ')}`);
  return [
    `${dataNameOf(data)}${limit === '' ? '' : `, ${limit} rows`}`,
    lesson.activations.join(', '),
    `hidden ${String(fields.hidden)}`,
    `rate ${String(fields.learningRate)}`,
    `${String(fields.epochs)} epochs`,
    ...varied,
    ...(lesson.fields.initialScale === undefined
      ? []
      : [`standard deviation ${String(lesson.fields.initialScale)}`]),
    ...(folds.count === '' ? [] : [`${folds.count} folds`]),
  ].join(' · ');
}

function markdown(blocks: readonly string[]): Promise<string> {
  return format(blocks.join('\n\n'), { parser: 'markdown', printWidth: 110, singleQuote: true });
}
