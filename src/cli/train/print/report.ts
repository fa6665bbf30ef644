import type { Run } from '../../../../history/index.ts';
import type { ScoreRow } from '../../../../trainer/index.ts';
import { terminalText } from '../../terminal-text.ts';

/** The scores on a test set, in the order in which they are printed. */
const TEST_SCORES = ['test_acc', 'test_r2', 'test_rmse', 'test_loss'] as const;

/** The scores on the data set's test set; null if there are none. */
export function testLine({ name, summary }: Run): string | null {
  const scores = TEST_SCORES.flatMap((key) => {
    const value = summary[key];
    return typeof value === 'number' ? [`${key} ${value.toFixed(4)}`] : [];
  });
  return scores.length === 0 ? null : `${terminalText(name)} on the test set: ${scores.join(', ')}`;
}

/** scikit-learn's scores of the ranked configurations, in training order. */
export function scoreLines(scores: readonly ScoreRow[], column: string): string[] {
  const rows = scores.map((score) => ({ ...score, name: terminalText(score.name) }));
  const width = Math.max(10, ...rows.map(({ name }) => name.length));
  const names = ['mean', 'std', 'rank'].map((kind) => `${kind}_test_${column}`);
  const widths = names.map((name) => name.length);
  const head = [''.padEnd(width), ...names].join('  ');
  const lines = rows.map(({ name, mean_test_score, std_test_score, rank_test_score }) =>
    [
      name.padEnd(width),
      mean_test_score.toFixed(6).padStart(widths[0]!),
      std_test_score.toFixed(6).padStart(widths[1]!),
      String(rank_test_score).padStart(widths[2]!),
    ].join('  '),
  );
  return [head, ...lines];
}
