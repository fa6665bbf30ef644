import { execFile, spawn } from 'node:child_process';
import type { SpawnOptionsWithoutStdio } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistory } from '../../history/index.ts';
import { installHeddle } from './installed.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FIXTURES = join(ROOT, 'fixtures');
const run = promisify(execFile);
let folder: string;
let bin: string;
let project: string;

interface PackageJson {
  readonly version: string;
}

/** The commands run as somebody has them who installed the package. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-cli-'));
  ({ project, bin } = await installHeddle(folder));
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** @param as what else to tell of the process: where it runs, and as whom */
function heddle(
  args: readonly string[],
  input: string | Uint8Array = '',
  as: SpawnOptionsWithoutStdio = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: FIXTURES, ...as });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

describe('heddle, installed', { timeout: 30_000 }, () => {
  it('brings all that it needs, and the plot for pages of others', async () => {
    expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
      'heddle',
    ]);
    const plot = `const { mountParallelPlot } = await import('heddle/plot'); console.log(typeof mountParallelPlot);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', plot], { cwd: project });
    expect(stdout).toBe('function\n');
  });

  it('is called by npx, reads standard input and writes standard output', async () => {
    await writeFile(join(project, 'log.csv'), 'epoch,loss\n1,2\n2,1\n');
    const script =
      'npx --no-install heddle inspect log.csv && npx --no-install heddle convert - --to jsonl -q < log.csv';
    const { stdout, stderr } = await run('sh', ['-c', script], { cwd: project });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^log\.csv: csv\n {2}1 run with 2 epochs in all\.\n/);
    expect(stdout).toMatch(/\{"run":"stdin","epoch":1,"loss":2,"loss_best":true\}\n\{.*"loss":1,.*\}\n$/);
  });

  it('says what files are, how many runs they hold and which columns', async () => {
    const { code, output } = await heddle(['inspect', 'python/optuna/study.db', 'formats/csv/notebook.csv']);
    expect(code).toBe(0);
    expect(output).toMatch(/^study\.db: sqlite\n {2}10 runs with 23 steps in all\.$/m);
    expect(output).toMatch(/^notebook\.csv: csv$/m);
    expect(output).toMatch(
      /^ {2}intermediate_value +metric \(min\) +0\.0001\d* to 0\.1\d* +.*1 infinite, 1 NaN$/m,
    );
  });

  it('says once what is to be said of many', async () => {
    const many = join(folder, 'many');
    for (let run = 0; run < 40; run++) {
      await mkdir(join(many, String(run)), { recursive: true });
      await writeFile(join(many, String(run), 'log.csv'), 'epoch,score\n1,2\n2,1\n');
    }
    await writeFile(join(many, '7/log.csv'), 'epoch,score\n1,2\n');
    const { output } = await heddle(['inspect', many]);
    expect(output.split('\n\n')[0]!.split('\n')).toEqual([
      'many/0/log.csv: csv',
      '  1 run with 2 epochs in all.',
      '  The file does not mark what is best so far; that is added for "score".',
      '  The same is to be said of 38 more.',
      'many/7/log.csv: csv',
      '  1 run with 1 epoch in all.',
      '  The file does not mark what is best so far; that is added for "score".',
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

  it('ends with 1 when a file is bad, and takes the good ones all the same', async () => {
    const { code, output, errors } = await heddle(['convert', 'python/skorch', '--to', 'jsonl']);
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^skorch\/cut-off\.json: not read\n {2}"skorch\/cut-off\.json" is not valid JSON: line 1, /m,
    );
    expect(output.trimEnd().split('\n')).toHaveLength(14);
  });

  it('reads standard input and writes standard output', async () => {
    const history = await readFile(join(FIXTURES, 'python/skorch/history.json'));
    const { code, output, errors } = await heddle(['convert', '-', '--to', 'heddle', '--quiet'], history);
    expect([code, errors]).toEqual([0, '']);
    expect(readHistory(output).runs.map(({ name, records }) => [name, records.length])).toEqual([
      ['stdin', 3],
    ]);
  });

  it('tells the format by the ending of the file, and writes it whole', async () => {
    const out = join(folder, 'made/here/runs.parquet');
    const first = await heddle(['convert', 'runs', '--out', out]);
    expect([first.code, first.output]).toEqual([0, '']);
    expect(first.errors).toContain(`Wrote ${out}.`);
    expect(await readdir(join(folder, 'made/here'))).toEqual(['runs.parquet']);
    expect((await heddle(['inspect', out])).output).toMatch(
      /^runs\.parquet: parquet\n {2}14 runs with 350 epochs in all\.$/m,
    );
  });

  it('writes several files into a folder or a zip, which reads back as the same runs', async () => {
    const [out, archive] = [join(folder, 'logs/'), join(folder, 'logs.zip')];
    await heddle(['convert', 'runs/mnist-activations.json', '--to', 'tensorboard', '-o', out]);
    await heddle(['convert', 'runs/mnist-activations.json', '--to', 'tensorboard', '-o', archive]);
    for (const path of [out, archive]) {
      const { output } = await heddle(['inspect', '--json', path]);
      expect(JSON.parse(output)).toMatchObject({ runs: 4, rows: 100 });
    }
  });

  it('walks folders through links, but not in circles', async () => {
    const linked = join(folder, 'linked');
    await mkdir(join(linked, 'a'), { recursive: true });
    await writeFile(join(linked, 'a/log.csv'), 'epoch,loss\n1,2\n2,1\n');
    await mkdir(join(folder, 'far'));
    await writeFile(join(folder, 'far/log.csv'), 'epoch,loss\n1,4\n2,3\n3,2\n');
    await symlink(linked, join(linked, 'a/around'));
    // What lies in the folder is there already; what does not is followed.
    await symlink(join(linked, 'a'), join(linked, 'b'));
    await symlink(join(linked, 'a/log.csv'), join(linked, 'same.csv'));
    await symlink(join(folder, 'far'), join(linked, 'far'));
    await symlink(join(folder, 'nowhere'), join(linked, 'a/broken'));
    const { code, output } = await heddle(['inspect', '--json', linked]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ runs: 2, rows: 5 });
  });

  it.each<[string[], string]>([
    [[], 'No command is named: give open, inspect, convert, formats or files.'],
    [['paint'], 'Expected open, inspect, convert, formats or files, got "paint".'],
    [['inspect'], 'No input is named: give files, folders, or - for standard input.'],
    [['inspect', 'nowhere.json'], 'There is no file or folder "nowhere.json".'],
    [['open'], 'No input is named: give files, folders, or - for standard input.'],
    [['runs', '--port', 'x'], '--port: expected a whole number from 0 to 65535, got "x".'],
    [['inspect', '--colour', 'runs'], "Unknown option '--colour'."],
    [
      ['convert', 'runs', '--to', 'xml'],
      '--to: expected one of heddle, csv, jsonl, parquet, skorch, cv-results, cv-results-records, cv-results-csv, hiplot, tensorboard, got "xml".',
    ],
    [
      ['convert', 'runs', '--to', 'skorch'],
      'This gives 28 files, which do not fit standard output: name a folder or a .zip with --out.',
    ],
  ])('refuses %j with a sentence and code 2', async (args, sentence) => {
    const { code, errors, output } = await heddle(args);
    expect([code, output]).toEqual([2, '']);
    expect(errors.trimEnd().split('\n').slice(-2)).toEqual([`heddle: ${sentence}`, 'Try "heddle --help".']);
  });

  it('reads a table that is larger than what is read whole', { timeout: 120_000 }, async () => {
    const big = join(folder, 'big.csv');
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

  it('writes over nothing but with --force', async () => {
    const out = join(folder, 'kept.csv');
    const several = join(folder, 'kept/');
    await writeFile(out, 'mine');
    const convert = (...more: string[]) => heddle(['convert', 'runs/mnist-activations.json', '-q', ...more]);
    const refused = await convert('--out', out);
    expect([refused.code, refused.errors]).toEqual([
      2,
      `heddle: "${out}" is there already: name another, or give --force to write over it.\nTry "heddle --help".\n`,
    ]);
    expect(await readFile(out, 'utf8')).toBe('mine');
    expect(await convert('--out', out, '--force')).toEqual({ code: 0, output: '', errors: '' });
    expect(await readFile(out, 'utf8')).toMatch(/^run,/);
    expect((await convert('--to', 'skorch', '--out', several)).code).toBe(0);
    const [first, ...others] = (await readdir(several)).sort();
    for (const name of others) await rm(join(several, name), { recursive: true });
    // Of several files none is written where one is there.
    expect((await convert('--to', 'skorch', '--out', several)).code).toBe(2);
    expect(await readdir(several)).toEqual([first]);
  });

  it('says of a place where nothing can be written why, and ends with 1', async () => {
    await writeFile(join(folder, 'file'), '');
    const out = join(folder, 'file/runs.csv');
    const { code, errors } = await heddle(['convert', 'runs/mnist-relu.json', '-q', '-o', out]);
    expect([code, errors]).toEqual([
      1,
      `heddle: "${out}" cannot be written: a part of its path is a file, not a folder.\n`,
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'says what may not be read, and takes what lies beside it',
    async () => {
      const mixed = join(folder, 'mixed');
      await mkdir(join(mixed, 'locked'), { recursive: true });
      await writeFile(join(mixed, 'a.csv'), 'epoch,loss\n1,2\n');
      await writeFile(join(mixed, 'b.csv'), 'epoch,loss\n1,2\n');
      await chmod(join(mixed, 'b.csv'), 0);
      await chmod(join(mixed, 'locked'), 0);
      // Root may read all, so somebody else is to try.
      await chmod(folder, 0o755);
      const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const call = ['convert', mixed, '--to', 'csv'];
      const { code, output, errors } = await heddle(call, '', { cwd: folder, ...nobody });
      await chmod(join(mixed, 'locked'), 0o700);
      expect(code).toBe(1);
      expect(output.trimEnd().split('\n')).toHaveLength(2);
      expect(errors).toContain('"mixed/b.csv" cannot be read: permission is denied.');
      expect(errors).toContain('"mixed/locked" cannot be read: permission is denied.');
    },
  );

  it.each([
    [['empty'], 1, 'There are no files to read.\n'],
    [['blank.csv'], 1, 'blank.csv: not read\n  "blank.csv" is empty.\nThere are no runs to write.\n'],
  ])('ends with 1 where %j holds no runs', async (inputs, code, errors) => {
    await mkdir(join(folder, 'empty'), { recursive: true });
    await writeFile(join(folder, 'blank.csv'), '');
    const paths = inputs.map((name) => join(folder, name));
    expect(await heddle(['convert', ...paths, '--to', 'csv'])).toEqual({ code, output: '', errors });
  });

  it('lists what it reads and writes', async () => {
    const { code, output } = await heddle(['formats']);
    expect(code).toBe(0);
    expect(output).toMatch(/^ {2}skorch +skorch's history\.json$/m);
    expect(output).toMatch(/^ {2}hf-trainer +Hugging Face's trainer_state\.json; the output folder of /m);
    expect(output.split('Written by convert --to:')[1]).toMatch(/^ {2}parquet +Parquet, /m);
    expect((await heddle(['formats', 'x'])).code).toBe(2);
  });

  it('ends with 1 where there is nothing of that kind to write', async () => {
    const { code, errors } = await heddle(['convert', 'runs/mnist-relu.json', '--to', 'cv-results', '-q']);
    expect([code, errors]).toEqual([1, 'No run has folds, so there are no cv_results_ to write.\n']);
  });

  it('shows files in the page, which it serves, and tells what is written to them', async () => {
    const watched = join(folder, 'watched');
    await mkdir(watched);
    await writeFile(join(watched, 'log.csv'), 'epoch,loss\n1,2\n');
    const child = spawn(process.execPath, [bin, watched, '--watch'], { cwd: FIXTURES });
    try {
      const line = await new Promise<string>((resolve) => {
        child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      });
      const [, address] = /^Heddle shows 1 file at (http:\/\/127\.0\.0\.1:\d+\/\?given=\w+) /.exec(line)!;
      expect(await (await fetch(address!)).text()).toContain('<title>');
      const given = address!.replace('?given=', 'given/');
      const list = async () =>
        (await (await fetch(given)).json()) as {
          files: { path: string; size: number }[];
          isWatched: boolean;
        };
      expect(await list()).toMatchObject({ files: [{ path: 'watched/log.csv', size: 15 }], isWatched: true });
      const log = `${given}?path=${encodeURIComponent('watched/log.csv')}`;
      expect(await (await fetch(log)).text()).toBe('epoch,loss\n1,2\n');
      await writeFile(join(watched, 'log.csv'), 'epoch,loss\n1,2\n2,1\n');
      expect((await list()).files[0]!.size).toBe(19);
      // Nothing but what was named, and nobody without the token or by another name.
      const statusOf = async (of: string) => (await fetch(of)).status;
      expect(await statusOf(`${given}?path=${encodeURIComponent('watched/../project/package.json')}`)).toBe(
        404,
      );
      expect(await statusOf(given.replace(/\w+$/, '0'))).toBe(404);
      const host = await new Promise<number | undefined>((resolve, reject) => {
        get(given, { headers: { host: 'elsewhere.example' } }, ({ statusCode }) => resolve(statusCode)).on(
          'error',
          reject,
        );
      });
      expect(host).toBe(403);
    } finally {
      child.kill();
    }
  });

  it.skipIf(process.platform === 'win32')(
    'shows what can be read of a folder, large files too, and says what cannot',
    async () => {
      const shown = join(folder, 'shown');
      await mkdir(shown);
      const large = Buffer.alloc(9 * 2 ** 20, 'epoch,loss\n1,2\n');
      await writeFile(join(shown, 'large.csv'), large);
      await writeFile(join(shown, 'secret.csv'), 'epoch,loss\n1,2\n');
      await chmod(join(shown, 'secret.csv'), 0);
      await chmod(folder, 0o755);
      const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const child = spawn(process.execPath, [bin, 'open', shown, '--no-browser'], { cwd: folder, ...nobody });
      try {
        let errors = '';
        child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
        const line = await new Promise<string>((resolve, reject) => {
          child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
          child.once('close', () => reject(new Error(errors)));
        });
        await expect.poll(() => errors).toBe('"shown/secret.csv" cannot be read: permission is denied.\n');
        const [, address] = /^Heddle shows 1 file at (\S+) /.exec(line)!;
        const given = address!.replace('?given=', 'given/');
        const { files } = (await (await fetch(given)).json()) as { files: { path: string }[] };
        expect(files.map(({ path }) => path)).toEqual(['shown/large.csv']);
        const at = `${given}?path=${encodeURIComponent('shown/large.csv')}`;
        const bytes = Buffer.from(await (await fetch(at)).arrayBuffer());
        expect(bytes.equals(large)).toBe(true);
        await rm(join(shown, 'large.csv'));
        const gone = await fetch(at);
        expect([gone.status, await gone.text()]).toEqual([500, 'it is not there']);
      } finally {
        child.kill();
      }
    },
  );

  it('says that a folder without files has none to show', async () => {
    await mkdir(join(folder, 'bare'));
    const { code, errors } = await heddle(['open', join(folder, 'bare')]);
    expect([code, errors]).toEqual([1, 'heddle: There are no files to show.\n']);
  });

  it('says its version and how it is used', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
    expect((await heddle(['--version'])).output).toBe(`${version}\n`);
    const { code, output } = await heddle(['convert', '--help']);
    expect(code).toBe(0);
    expect(output).toMatch(/--to=<FORMAT>/);
    expect(output).not.toContain('\u001b');
    expect((await heddle(['help', 'convert'])).output).toBe(output);
  });

  it.skipIf(process.platform === 'win32')('is quiet when nobody reads on', async () => {
    const script = `"$0" "$1" convert runs --to csv --quiet | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await run('bash', ['-c', script, process.execPath, bin], { cwd: FIXTURES });
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^run,/),
      expect.stringMatching(/^(?:0|141)$/),
    ]);
  });
});
