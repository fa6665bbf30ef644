import { expect, it } from 'vitest';
import type { Run } from '../../../history/index.ts';
import type { FitJob } from '../../../trainer/index.ts';
import { scoreLines } from '../../../src/cli/train/print/report.ts';
import { createRunPrinter } from '../../../src/cli/train/print/run-printer.ts';
import { makeRecords, makeRun } from '../../history/make.ts';

const NAME = 'red\u001b[31m\u0007';

it('prints names of runs without control characters', () => {
  const printed: string[] = [];
  const job = { id: NAME, index: 0 } as FitJob;
  const printer = createRunPrinter([job], (text) => printed.push(text), false);
  const run: Run = makeRun(NAME, {
    records: makeRecords({ train_loss: 1 }, { train_loss: NaN }),
    summary: { test_acc: 0.5, test_loss: 1 },
  });
  printer.add(run);
  printer.end(job);
  const score = { name: NAME, mean_test_score: 1, std_test_score: 0, rank_test_score: 1 };
  printed.push(...scoreLines([score] as unknown as Parameters<typeof scoreLines>[0], 'acc'));
  const text = printed.join('\n');
  expect(text).toContain('red\\u001b[31m\\u0007 on the test set');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
