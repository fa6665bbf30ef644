import type { EpochRecord, Run } from '../../../history/index.ts';
import type { ScoreRow } from '../../../trainer/index.ts';
import { terminalText } from '../terminal-text.ts';

const columns = [
  ['train_loss', 4],
  ['valid_acc', 4],
  ['valid_loss', 4],
  ['dur', 4],
] as const;

const WIDTH = 12;
const header = ['epoch', ...columns.map(([key]) => key)];

/** Terminal colours for a best value, per column, like skorch. */
const bestColors = ['\u001b[36m', '\u001b[32m', '\u001b[35m', ''] as const;
const reset = '\u001b[0m';

/** The run's name and the header of skorch's table. */
export function tableHead(run: Run): string {
  const names = header.map((name, index) => name.padStart(index === 0 ? 7 : WIDTH)).join('  ');
  const rule = header.map((_, index) => '-'.repeat(index === 0 ? 7 : WIDTH)).join('  ');
  return `\n${terminalText(run.name)}\n${names}\n${rule}`;
}

export function tableLine(record: EpochRecord, colored: boolean): string {
  const cells = columns.map(([key, digits], index) => {
    const value = record[key];
    const text = (typeof value === 'number' ? value.toFixed(digits) : '').padStart(WIDTH);
    return colored && record[`${key}_best`] === true ? `${bestColors[index]}${text}${reset}` : text;
  });
  return [String(record.epoch).padStart(7), ...cells].join('  ');
}

/** The scores on the data set's test set; null if there are none. */
export function testLine({ name, summary }: Run): string | null {
  const { test_acc, test_loss } = summary;
  if (typeof test_acc !== 'number' || typeof test_loss !== 'number') return null;
  return `${terminalText(name)} on the test set: test_acc ${test_acc.toFixed(4)}, test_loss ${test_loss.toFixed(4)}`;
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
