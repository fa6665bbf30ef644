import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../history/index.ts';
import { linesOfAll, reportOf } from '../../src/cli/inspect.ts';
import { importSet } from '../history/import/files.ts';

describe('the report on a table of many columns', () => {
  it('has a line for each', async () => {
    const keys = Array.from({ length: 150_000 }, (_, i) => `key${String(i)}`);
    const record = Object.fromEntries(keys.map((key) => [key, 1]));
    const report = reportOf(await importSet({ 'a.json': JSON.stringify([record]) }));
    expect(report.match(/^ {2}key\d+ +parameter +1$/gm)).toHaveLength(keys.length);
  });
});

describe('the report on many files', () => {
  it('is made in time proportional to their number', { timeout: 30_000 }, () => {
    const reports = Array.from({ length: 400_000 }, (_, i): FileReport => {
      const path = `run${String(i)}.csv`;
      return { path, files: [path], outcome: 'taken', format: 'csv', runs: [path], notes: ['1 run.'] };
    });
    expect(linesOfAll(reports)).toEqual(['run0.csv: csv', '  1 run.', '  The same applies to 399999 more.']);
  });
});
