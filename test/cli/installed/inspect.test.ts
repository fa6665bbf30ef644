import { mkdir, open, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heddle, useFolder } from './heddle.ts';

const visit = useFolder();

describe('heddle inspect and formats', { timeout: 30_000 }, () => {
  it('prints the format, the number of runs and the columns of files', async () => {
    const { code, output } = await heddle(['inspect', 'python/optuna/study.db', 'formats/csv/notebook.csv']);
    expect(code).toBe(0);
    expect(output).toMatch(/^study\.db: sqlite\n {2}10 runs with 23 steps in all\.$/m);
    expect(output).toMatch(/^notebook\.csv: csv$/m);
    expect(output).toMatch(
      /^ {2}intermediate_value +metric \(min\) +0\.0001\d* to 0\.1\d* +.*1 infinite, 1 NaN$/m,
    );
  });

  it('merges identical notes about files', async () => {
    const many = join(visit.folder, 'many');
    for (let run = 0; run < 40; run++) {
      await mkdir(join(many, String(run)), { recursive: true });
      await writeFile(join(many, String(run), 'log.csv'), 'epoch,score\n1,2\n2,1\n');
    }
    await writeFile(join(many, '7/log.csv'), 'epoch,score\n1,2\n');
    const { output } = await heddle(['inspect', many]);
    expect(output.split('\n\n')[0]!.split('\n')).toEqual([
      'many/0/log.csv: csv',
      '  1 run with 2 epochs in all.',
      '  Best-so-far flags were added for "score".',
      '  The same applies to 38 more.',
      'many/7/log.csv: csv',
      '  1 run with 1 epoch in all.',
      '  Best-so-far flags were added for "score".',
    ]);
  });

  it('prints JSON for programs', async () => {
    const { output } = await heddle(['inspect', '--json', 'python/mlflow']);
    const report = JSON.parse(output) as {
      runs: number;
      rows: number;
      files: { format: string }[];
      columns: { name: string }[];
    };
    expect([report.runs, report.rows, report.files.map(({ format }) => format)]).toEqual([2, 4, ['sqlite']]);
    expect(report.columns.map(({ name }) => name)).toContain('loss');
  });

  it('follows links to folders, but no cycles', async () => {
    const linked = join(visit.folder, 'linked');
    await mkdir(join(linked, 'a'), { recursive: true });
    await writeFile(join(linked, 'a/log.csv'), 'epoch,loss\n1,2\n2,1\n');
    await mkdir(join(visit.folder, 'far'));
    await writeFile(join(visit.folder, 'far/log.csv'), 'epoch,loss\n1,4\n2,3\n3,2\n');
    await symlink(linked, join(linked, 'a/around'));
    // What lies in the folder is there already; what does not is followed.
    await symlink(join(linked, 'a'), join(linked, 'b'));
    await symlink(join(linked, 'a/log.csv'), join(linked, 'same.csv'));
    await symlink(join(visit.folder, 'far'), join(linked, 'far'));
    await symlink(join(visit.folder, 'nowhere'), join(linked, 'a/broken'));
    const { code, output } = await heddle(['inspect', '--json', linked]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ runs: 2, rows: 5 });
  });

  it('reads a table in pieces that is too large to be read at once', { timeout: 120_000 }, async () => {
    const big = join(visit.folder, 'big.csv');
    const file = await open(big, 'w');
    const rows = Buffer.from(`0.5,${'x'.repeat(1018)}\n`.repeat(2 ** 14));
    await file.write('loss,note\n');
    for (let i = 0; i < 17; i++) await file.write(rows);
    await file.close();
    const { code, output } = await heddle(['inspect', big]);
    await rm(big);
    expect(output).toMatch(/^big\.csv: csv\n {2}278528 runs without epochs\.$/m);
    expect(code).toBe(0);
  });

  it('lists the formats for reading and writing', async () => {
    const { code, output } = await heddle(['formats']);
    expect(code).toBe(0);
    expect(output).toMatch(/^ {2}skorch +skorch's history\.json$/m);
    expect(output).toMatch(/^ {2}hf-trainer +Hugging Face's trainer_state\.json; the output folder of /m);
    expect(output.split('Written by convert --to:')[1]).toMatch(/^ {2}parquet +Parquet, /m);
    expect((await heddle(['formats', 'x'])).code).toBe(2);
  });
});
