import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLargeFile } from './large-files.ts';
import { median, printTable } from './table.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;

interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

/** Each reader runs in its own process, to measure its peak memory separately. */
function measure(reader: string, path: string): Promise<Measured | null> {
  const script = fileURLToPath(new URL('./import-child.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=6000', '--import', 'tsx', script, reader, path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve(code === 0 ? (JSON.parse(output) as Measured) : null));
  });
}

/** Imports a CSV and a JSON file of 1M rows × 10, alternating with plain papaparse and `JSON.parse`. */
export async function benchImport(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const lines: string[][] = [];
  for (const [kind, peer] of [
    ['csv', 'papaparse'],
    ['json', 'JSON.parse'],
  ] as const) {
    const path = join(folder, `table.${kind}`);
    await writeLargeFile(path, { kind, rows: ROWS, row: 'epoch' });
    const { size } = await stat(path);
    const results: Record<string, Measured[]> = { heddle: [], [peer]: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const reader of ['heddle', peer]) {
        const measured = await measure(reader, path);
        if (measured) results[reader]!.push(measured);
      }
    }
    await rm(path);
    const medianOf = (reader: string, key: keyof Measured) =>
      median(results[reader]!.map((each) => each[key]));
    for (const reader of ['heddle', peer]) {
      const seconds = medianOf(reader, 'seconds');
      lines.push([
        `${kind}, ${(size / 2 ** 20).toFixed(0)} MiB: ${reader}`,
        seconds.toFixed(2),
        (seconds / medianOf(peer, 'seconds')).toFixed(2),
        (medianOf(reader, 'peakBytes') / 2 ** 20).toFixed(0),
        (medianOf(reader, 'peakBytes') / size).toFixed(1),
      ]);
    }
  }
  await rm(folder, { recursive: true });
  printTable(
    `Importing ${String(ROWS)} rows × 10: median of ${String(ROUNDS)} rounds, each in its own process`,
    ['', 's', 'ratio of time', 'peak MiB', 'peak per byte of file'],
    lines,
  );
}
