import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../../fixtures/formats/awkward/index.ts';
import { AWKWARD, storyOf } from '../../../fixtures/formats/awkward/story.ts';
import type { AwkwardFiles } from '../../../fixtures/formats/awkward/tool.ts';
import { readHistory, toTable, writeHistory } from '../../../history/index.ts';
import { FOLDER_FORMATS } from '../../../history/import/folders.ts';
import { FORMATS } from '../../../history/import/formats.ts';
import { importSet } from './files.ts';

/** What is put in the place of some bytes: marks of the formats, hostile names, numbers as text, a deep nest. */
const PIECES = [
  ...[
    '',
    '{',
    '}',
    '"',
    ',',
    ',,',
    '\n',
    '\t',
    ': ',
    '[[',
    'NaN',
    '-Infinity',
    '1e999',
    '"0.5"',
    'null',
    '\0',
    'é',
  ],
  ...['__proto__', 'constructor', 'toString', '[['.repeat(3000), 'x'.repeat(3000), '99999999999999999999'],
];

const change = fc.record({
  file: fc.nat(),
  at: fc.nat(),
  cut: fc.nat({ max: 40 }),
  put: fc.constantFrom(...PIECES),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(files: AwkwardFiles, changes: readonly Change[]): Record<string, Uint8Array> {
  const encoder = new TextEncoder();
  const all = Object.entries(files).map(([path, content]): [string, Uint8Array] => {
    return [path, typeof content === 'string' ? encoder.encode(content) : content];
  });
  for (const { file, at, cut, put } of changes) {
    const entry = all[file % all.length]!;
    const place = at % (entry[1].length + 1);
    entry[1] = Uint8Array.from([
      ...entry[1].slice(0, place),
      ...encoder.encode(put),
      ...entry[1].slice(place + cut),
    ]);
  }
  return Object.fromEntries(all);
}

/** Whatever files hold, an import gives runs that can be kept and shown, or says in a sentence why it does not. */
async function survives(files: Record<string, string | Uint8Array>): Promise<void> {
  const { history, files: reports } = await importSet(files);
  const text = writeHistory(history);
  expect(writeHistory(readHistory(text))).toBe(text);
  for (const { notes } of reports) expect(notes.join(' ')).not.toMatch(/TypeError|RangeError|undefined/);
  toTable(history, { rows: 'epochs' });
  expect(Object.keys(Object.prototype)).toEqual([]);
}

describe('every importer, whatever becomes of its files', () => {
  it.each(Object.keys(TOOLS))('%s', { timeout: 30_000 }, async (name) => {
    const tool = TOOLS[name]!;
    const stories = AWKWARD.filter((awkward) => !Object.hasOwn(tool.impossible, awkward)).map(storyOf);
    const written = await Promise.all(stories.map((story) => tool.write(story)));
    const property = fc.asyncProperty(
      fc.constantFrom(...written),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (files, changes) => survives(changed(files, changes)),
    );
    await fc.assert(property, { numRuns: tool.format === 'sqlite' ? 4 : 15 });
  });

  // Two formats are a file of some folder by itself.
  it.each([
    ['wandb-history', 'W&B history lines', 'alone.jsonl'],
    ['sacred-metrics', 'Sacred run folder', 'alone.json'],
  ])('%s', async (format, name, path) => {
    const files = await TOOLS[name]!.write(storyOf('normal'));
    const log = Object.keys(files).find((each) => each.endsWith(TOOLS[name]!.log))!;
    const alone = { [path]: files[log]! };
    expect((await importSet(alone)).files[0]!.format).toBe(format);
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) =>
      survives(changed(alone, changes)),
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it('are all of them', () => {
    const fuzzed = new Set(Object.values(TOOLS).map(({ format }) => format));
    const formats = [...FORMATS, ...FOLDER_FORMATS].map(({ name }) => name);
    // Those above; our own JSON and evaluations.npz are damaged in tests of their own.
    const elsewhere = new Set(['heddle', 'sb3-evaluations', 'sacred-metrics', 'wandb-history']);
    expect([...new Set(formats)].filter((name) => !fuzzed.has(name) && !elsewhere.has(name))).toEqual([]);
  });
});
