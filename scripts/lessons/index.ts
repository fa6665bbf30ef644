/**
 * `npm run lessons`: trains every lesson with five seeds, and writes `docs/lessons.md` and `docs/teaching.md`.
 * `npm run lessons NAME …` trains these only, and writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { lessons } from '../../src/page/lessons/lessons.ts';
import { useBackend } from '../../trainer/index.ts';
import { lessonsPage, teachingPage, type LessonResult } from './pages.ts';
import { trainLesson } from './train.ts';

const SEEDS = [0, 1, 2, 3, 4];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !lessons.some((lesson) => lesson.name === name));
if (unknown.length > 0) {
  throw new Error(
    `lessons: expected ${lessons.map(({ name }) => name).join(', ')}, got ${unknown.join(', ')}`,
  );
}
const chosen = lessons.filter(({ name }) => names.length === 0 || names.includes(name));

await useBackend('wasm');
const results: LessonResult[] = [];
for (const lesson of chosen) {
  const result: LessonResult = { lesson, trials: [] };
  for (const seed of SEEDS) {
    const began = performance.now();
    const runs = await trainLesson(lesson, seed);
    const seconds = (performance.now() - began) / 1000;
    const finding = lesson.claim(runs);
    result.trials.push({ seed, seconds, ...finding });
    console.log(
      `${lesson.name}, seed ${String(seed)}, ${seconds.toFixed(1)} s: ${finding.holds ? 'holds' : 'FAILS'}: ${finding.measured}`,
    );
  }
  results.push(result);
}
if (names.length === 0) {
  const write = (name: string, text: string) =>
    writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);
  write('lessons.md', await lessonsPage(results));
  write('teaching.md', await teachingPage(lessons));
}
if (results.some(({ trials }) => trials.some(({ holds }) => !holds))) process.exitCode = 1;
