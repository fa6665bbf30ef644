import { chmod, lstat, mkdir, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../history/index.ts';
import { bin, FIXTURES, heddle, run, useFolder } from './heddle.ts';

const visit = useFolder();

describe('heddle convert', { timeout: 30_000 }, () => {
  it('exits with 1 for an invalid file, and converts the others', async () => {
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

  it('infers the format from the extension, and writes the complete file', async () => {
    const out = join(visit.folder, 'made/here/runs.parquet');
    const first = await heddle(['convert', 'runs', '--out', out]);
    expect([first.code, first.output]).toEqual([0, '']);
    expect(first.errors).toContain(`Wrote ${out}.`);
    expect(await readdir(join(visit.folder, 'made/here'))).toEqual(['runs.parquet']);
    expect((await heddle(['inspect', out])).output).toMatch(
      /^runs\.parquet: parquet\n {2}17 runs with 350 epochs in all\.$/m,
    );
  });

  it('writes several files into a folder or a zip, which reads back as the same runs', async () => {
    const [out, archive] = [join(visit.folder, 'logs/'), join(visit.folder, 'logs.zip')];
    await heddle(['convert', 'runs/mnist-activations.json', '--to', 'tensorboard', '-o', out]);
    await heddle(['convert', 'runs/mnist-activations.json', '--to', 'tensorboard', '-o', archive]);
    for (const path of [out, archive]) {
      const { output } = await heddle(['inspect', '--json', path]);
      expect(JSON.parse(output)).toMatchObject({ runs: 4, rows: 100 });
    }
  });

  it('overwrites files only with --force', async () => {
    const out = join(visit.folder, 'kept.csv');
    const several = join(visit.folder, 'kept/');
    await writeFile(out, 'mine');
    const convert = (...more: string[]) => heddle(['convert', 'runs/mnist-activations.json', '-q', ...more]);
    const refused = await convert('--out', out);
    expect([refused.code, refused.errors]).toEqual([
      2,
      `heddle: "${out}" already exists: name another, or use --force to overwrite it.\nTry "heddle --help".\n`,
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

  it('reports why an output cannot be written, and exits with 1', async () => {
    await writeFile(join(visit.folder, 'file'), '');
    const out = join(visit.folder, 'file/runs.csv');
    const { code, errors } = await heddle(['convert', 'runs/mnist-relu.json', '-q', '-o', out]);
    expect([code, errors]).toEqual([
      1,
      `heddle: "${out}" cannot be written: a part of its path is a file, not a folder.\n`,
    ]);
  });

  it.skipIf(process.platform !== 'linux').each([
    ['a folder of the system', '/proc/heddle.csv', 'no file can be created there'],
    ['one below a folder of the system', '/proc/heddle/a/b.csv', 'no file can be created there'],
    ['a full device', '/dev/full', 'the disk is full'],
    ['a name that is too long', `/tmp/${'x'.repeat(300)}.csv`, 'its name is too long'],
  ])('exits with 1 if the output is %s', async (_, out, reason) => {
    const { code, errors } = await heddle([
      ...['convert', 'runs/mnist-relu.json', '-q', '--to', 'csv', '--out', out],
    ]);
    expect([code, errors]).toEqual([1, `heddle: "${out}" cannot be written: ${reason}.\n`]);
  });

  it.skipIf(process.platform !== 'linux')(
    'writes to a device that is there, and leaves it there',
    async () => {
      const call = ['convert', 'runs/mnist-relu.json', '-q', '--to', 'csv', '--out'];
      for (const more of [[], ['--force']]) {
        expect(await heddle([...call, '/dev/null', ...more])).toEqual({ code: 0, output: '', errors: '' });
        expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
      }
      // Standard output by its other name.
      const script = '"$0" "$1" "${@:2}" | cat';
      const { stdout } = await run('bash', ['-c', script, process.execPath, bin, ...call, '/dev/stdout'], {
        cwd: FIXTURES,
      });
      expect(stdout).toMatch(/^run,/);
    },
  );

  it.skipIf(process.platform !== 'linux')('exits with 1 if standard output is full', async () => {
    const script = '"$0" "$1" convert runs/mnist-relu.json --to csv --quiet > /dev/full; echo "$?"';
    const { stdout, stderr } = await run('bash', ['-c', script, process.execPath, bin], { cwd: FIXTURES });
    expect([stdout, stderr]).toEqual([
      '1\n',
      'heddle: Standard output cannot be written: the disk is full.\n',
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'writes over what a link leads to, and leaves the link',
    async () => {
      const [target, link] = [join(visit.folder, 'target.csv'), join(visit.folder, 'link.csv')];
      await writeFile(target, 'old');
      await symlink(target, link);
      await heddle(['convert', 'runs/mnist-relu.json', '-q', '--out', link, '--force']);
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect(await readFile(target, 'utf8')).toMatch(/^run,/);
    },
  );

  it('rejects a folder as output, and leaves no temporary file', async () => {
    const out = join(visit.folder, 'taken.zip');
    await mkdir(out);
    const call = ['convert', 'runs/mnist-relu.json', '-q', '--to', 'csv', '--force', '--out', out];
    expect(await heddle(call)).toEqual({
      code: 1,
      output: '',
      errors: `heddle: "${out}" cannot be written: it is a folder.\n`,
    });
    expect((await readdir(visit.folder)).filter((name) => name.startsWith('taken'))).toEqual(['taken.zip']);
  });

  it.skipIf(process.platform === 'win32')('reports unreadable files, and converts the others', async () => {
    const mixed = join(visit.folder, 'mixed');
    await mkdir(join(mixed, 'locked'), { recursive: true });
    await writeFile(join(mixed, 'a.csv'), 'epoch,loss\n1,2\n');
    await writeFile(join(mixed, 'b.csv'), 'epoch,loss\n1,2\n');
    await chmod(join(mixed, 'b.csv'), 0);
    await chmod(join(mixed, 'locked'), 0);
    // Root can read every file, so the command runs as an unprivileged user.
    await chmod(visit.folder, 0o755);
    const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const call = ['convert', mixed, '--to', 'csv'];
    const { code, output, errors } = await heddle(call, '', { cwd: visit.folder, ...unprivileged });
    await chmod(join(mixed, 'locked'), 0o700);
    expect(code).toBe(1);
    expect(output.trimEnd().split('\n')).toHaveLength(2);
    expect(errors).toContain('"mixed/b.csv" cannot be read: permission is denied.');
    expect(errors).toContain('"mixed/locked" cannot be read: permission is denied.');
  });

  it.each([
    [['empty'], 1, 'There are no files to read.\n'],
    [['blank.csv'], 1, 'blank.csv: not read\n  "blank.csv" is empty.\nThere are no runs to write.\n'],
  ])('exits with 1 if %j contains no runs', async (inputs, code, errors) => {
    await mkdir(join(visit.folder, 'empty'), { recursive: true });
    await writeFile(join(visit.folder, 'blank.csv'), '');
    const paths = inputs.map((name) => join(visit.folder, name));
    expect(await heddle(['convert', ...paths, '--to', 'csv'])).toEqual({ code, output: '', errors });
  });

  it('exits with 1 if there is nothing to write in the format', async () => {
    const { code, errors } = await heddle(['convert', 'runs/mnist-relu.json', '--to', 'cv-results', '-q']);
    expect([code, errors]).toEqual([1, 'No run has folds, so there are no cv_results_ to write.\n']);
  });

  it.skipIf(process.platform === 'win32')('exits silently if the pipe is closed', async () => {
    const script = `"$0" "$1" convert runs --to csv --quiet | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await run('bash', ['-c', script, process.execPath, bin], { cwd: FIXTURES });
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^run,/),
      expect.stringMatching(/^(?:0|141)$/),
    ]);
  });
});
