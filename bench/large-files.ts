import { createWriteStream } from 'node:fs';

const COLUMNS = 10;

/** The content of a large file for the benchmarks. */
export interface LargeFile {
  readonly kind: 'csv' | 'json';
  readonly rows: number;
  /** Whether each row is an epoch of a single run, or a separate run. */
  readonly row: 'epoch' | 'run';
}

/** Writes a table of 10 numeric columns, like those of a log or a search, as a stream. */
export async function writeLargeFile(path: string, { kind, rows, row: of }: LargeFile): Promise<void> {
  const stream = createWriteStream(path);
  const names = namesOf(of);
  stream.write(kind === 'csv' ? `${names.join(',')}\n` : '[');
  for (let row = 0; row < rows; row++) {
    const cells = names.map((_, i) =>
      i === 0 && of === 'epoch'
        ? row + 1
        : Math.round(((((row * 31 + i * 17) % 9973) + 1) / 9973) * 1e6) / 1e6,
    );
    const line =
      kind === 'csv'
        ? `${cells.join(',')}\n`
        : `${row === 0 ? '' : ','}${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, cells[i]])))}`;
    if (!stream.write(line)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => stream.end(kind === 'csv' ? '' : ']', () => resolve()));
}

function namesOf(row: LargeFile['row']): string[] {
  const numbered = (word: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${word}_${String(i)}`);
  if (row === 'epoch') return ['epoch', ...numbered('metric', COLUMNS - 1)];
  return ['lr', 'momentum', 'dropout', 'weight_decay', 'loss', ...numbered('metric', COLUMNS - 5)];
}
