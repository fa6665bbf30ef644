import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const document = readFileSync(new URL('../../docs/features.md', import.meta.url), 'utf8');

/** The rows of the tables: the id of a feature, and the tests that the last cell names. */
const features = [...document.matchAll(/^\| *(D?\d+) *\|.*\|(.*)\|$/gm)].map(([, id, tests]) => ({
  id: id!,
  tests: [...tests!.matchAll(/\[(.*?)\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, name, file]) => ({
    name: name!,
    file: file!,
  })),
}));

/** Whether a source has a test of this name, or a table of tests. */
function hasTest(source: string, name: string): boolean {
  return ["'", '"', '`'].some((quote) =>
    new RegExp(`(?:\\bit|\\btest|\\))(?:\\.\\w+)*\\(\\s*${quote}${escaped(name)}${quote}`).test(source),
  );
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('the table of features', () => {
  it('has each feature of dashboards, and each idea', () => {
    const expected = [
      ...Array.from({ length: 30 }, (_, i) => `D${String(i + 1).padStart(2, '0')}`),
      ...Array.from({ length: 18 }, (_, i) => String(i + 1)),
    ];
    expect(features.map(({ id }) => id)).toEqual(expected);
  });

  it.each(features)('names tests that exist: $id', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const missing = tests.filter(({ name, file }) => {
      const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
      return !existsSync(path) || !hasTest(readFileSync(path, 'utf8'), name);
    });
    expect(missing).toEqual([]);
  });
});

it.each([
  ["it('opens a file', async () => {", true],
  ["])('opens a file', (text) => {", true],
  ['it.skipIf(no)("opens a file", () => {', true],
  ["// it opens a file: 'opens a file'", false],
  ["it('opens a file twice', () => {", false],
])('a test is recognised in: %s', (source, isTest) => {
  expect(hasTest(source, 'opens a file')).toBe(isTest);
});
