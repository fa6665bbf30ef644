import { describe, expect, it } from 'vitest';
import { readHistory, writeHistory } from '../../../../history/index.ts';
import { checkFact } from './check-fact.ts';
import { EXPECTED } from './expected.ts';
import { isThere, readIndex } from './facts-index.ts';
import { openSubject } from './subject.ts';

if (!isThere)
  console.error('Note: the folder of saved runs is not there; tests over real files are left out.');

const REFUSED = 'generic/kingb12__text_aug_experiments__bert_substitute_00.json';
const entries = readIndex();

/** What real tools left, and everything that the index of it says, fact by fact: one that is not understood fails. */
describe.skipIf(!isThere)('every fact of the index', () => {
  it('is of an entry that is tried', () => {
    const tried = entries.filter(({ path }) => path !== REFUSED);
    expect(tried.map(({ path }) => EXPECTED.filter(({ entry }) => path.startsWith(entry)).length)).toEqual(
      tried.map(() => 1),
    );
    expect(EXPECTED).toHaveLength(tried.length);
  });

  describe.each(EXPECTED)('$entry', (expected) => {
    const entry = entries.find(({ path }) => path.startsWith(expected.entry))!;
    const subject = isThere ? openSubject(entry, expected) : null;

    it('is taken as what it is, and goes through our own file unchanged', async () => {
      const { imported, history, table } = (await subject)!;
      const taken = imported.files.filter(({ outcome }) => outcome === 'taken');
      expect(new Set(taken.map(({ format }) => format))).toEqual(new Set([expected.format]));
      expect(imported.files.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect([history.runs.length, table.length]).toEqual([expected.runs, expected.rows]);
      const text = writeHistory(history);
      expect(writeHistory(readHistory(text))).toBe(text);
    });

    it.each(entry?.facts ?? [])('%s', async (fact) => {
      checkFact((await subject)!, fact);
    });
  });
});
