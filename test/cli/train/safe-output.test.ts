import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHistory } from '../../../history/index.ts';
import { train, type TrainProcess } from './call.ts';

let folder: string;
let out: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-safe-'));
  out = join(folder, 'runs.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SMALL = ['--data', 'xor', '--limit', '100', '--hidden', '4', '--workers', '1'];
const call = (...more: string[]) => [...SMALL, '--epochs', '2', '--out', out, ...more];

/** A call that trains for hours. */
const endless = (...more: string[]) => [...SMALL, '--epochs', '100000', '--out', out, ...more];

const runsOf = async (path: string) => readHistory(await readFile(path, 'utf8')).runs;

/** Sends a signal once the third epoch is printed. */
const signalAtThird = (signal: NodeJS.Signals) => (output: string, child: TrainProcess) => {
  if (/^ +3 /m.test(output) && !child.killed) child.kill(signal);
};

/** Every file below the folder, with its content. */
async function contents(): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)),
  );
}

describe('existing outputs of train', { timeout: 120_000 }, () => {
  it.each([
    ['--out', 'runs.json', 'runs.json'],
    ['--cv-results', 'cv.csv', 'cv.csv'],
    ['--models', 'models/relu/model.json', 'models'],
    ['--histories', 'histories/mine.json', 'histories'],
  ])('are rejected before training, and replaced with --force: %s', async (option, file, path) => {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'mine');
    const before = await contents();
    const words = [...call('--folds', '2'), ...(option === '--out' ? [] : [option, join(folder, path)])];
    const refused = await train(words);
    expect(refused.code).toBe(2);
    expect(refused.errors).toContain(`${option}: `);
    expect(refused.errors).toContain(join(folder, path));
    expect(refused.errors).toContain('--force');
    expect(refused.output).toBe('');
    expect(await contents()).toEqual(before);

    expect((await train([...words, '--force'])).code).toBe(0);
    expect(await runsOf(out)).toHaveLength(3);
  });

  it('include checkpoints of an interrupted call, which can be resumed or replaced', async () => {
    const checkpoint = join(`${out}.checkpoints`, 'fit-0.bin');
    await train(endless(), (_, child) => {
      if (existsSync(checkpoint)) child.kill('SIGKILL');
    });
    const before = await contents();
    expect(before).toHaveProperty([checkpoint]);
    const refused = await train(endless());
    expect(refused.code).toBe(2);
    expect(refused.errors).toMatch(/runs\.json\.checkpoints".*--resume.*--force/);
    const withoutLock = (files: Record<string, string>) =>
      Object.entries(files).filter(([path]) => !path.endsWith('.lock'));
    expect(withoutLock(await contents())).toEqual(withoutLock(before));

    expect((await train(call('--force'))).code).toBe(0);
    expect((await runsOf(out))[0]!.records).toHaveLength(2);
    expect(await readdir(folder)).toEqual(['runs.json']);
  });

  it('require --force also with --resume if there is nothing to resume', async () => {
    await writeFile(out, 'mine');
    const { code, errors } = await train(call('--resume'));
    expect([code, errors]).toEqual([2, expect.stringContaining('--force')]);
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  it.each([
    ['a folder', '--out', '.', /--out: expected a file, got the folder/],
    ['a file in a file', '--out', 'file/runs.json', /a part of its path is a file/],
    ['a file as the folder', '--models', 'file', /--models: expected a folder, got the file/],
    ['a folder in a file', '--histories', 'file/below', /a part of its path is a file/],
  ])('are rejected before training: %s', async (_, option, path, expected) => {
    await writeFile(join(folder, 'file'), 'mine');
    const { code, output, errors } = await train([...call(), option, join(folder, path)]);
    expect(errors).toMatch(expected);
    expect(errors).not.toMatch(/\n\s+at /);
    expect([code, output]).toEqual([2, '']);
  });
});

describe('output files of train', { timeout: 120_000 }, () => {
  it('do not overwrite a .part file of the user, nor follow a link of that name', async () => {
    await writeFile(join(folder, 'precious'), 'mine');
    await symlink(join(folder, 'precious'), `${out}.part`);
    expect((await train(call())).code).toBe(0);
    expect(await readFile(`${out}.part`, 'utf8')).toBe('mine');
    expect(await runsOf(out)).toHaveLength(1);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leave no temporary file on %s', async (signal) => {
    const { code } = await train(endless(), signalAtThird(signal));
    expect(code).toBe(130);
    expect((await readdir(folder)).sort()).toEqual(['runs.json', 'runs.json.checkpoints']);
    expect((await runsOf(out))[0]!.status).toBe('stopped');
  });

  it('are locked against a second call, but not by a dead process', async () => {
    let second: ReturnType<typeof train> | undefined;
    let pid: number | undefined;
    await train(endless(), (output, child) => {
      if (second || !/^ +3 /m.test(output)) return;
      pid = child.pid;
      second = train(endless('--resume'));
      void second.then(() => child.kill('SIGKILL'));
    });
    const { code, errors } = await second!;
    expect(errors).toContain(`"${out}" is being written by process ${String(pid)}`);
    expect(code).toBe(2);
    expect(existsSync(`${out}.lock`)).toBe(true);

    const resumed = await train(endless('--resume'), signalAtThird('SIGINT'));
    expect(resumed.code).toBe(130);
    expect(existsSync(`${out}.lock`)).toBe(false);
  });
});

describe('failures of train', { timeout: 120_000 }, () => {
  it('a closed standard output does not prevent writing the file', async () => {
    const { code, errors } = await train(
      [...SMALL, '--epochs', '40', '--out', out],
      (_, child) => void child.stdout.destroy(),
    );
    expect([code, errors]).toEqual([0, '']);
    expect((await runsOf(out))[0]).toMatchObject({ status: 'completed', records: { length: 40 } });
  });

  it('an unwritable output keeps the runs, which are written when resumed', async () => {
    await symlink('/dev/full', out);
    const failed = await train(call());
    expect(failed.code).toBe(1);
    expect(failed.errors).toContain(`"${out}" cannot be written: the disk is full.`);
    expect(failed.errors).toMatch(/runs\.json\.checkpoints.*--resume/);
    expect(failed.errors).not.toMatch(/\n\s+at /);
    await rm(out);
    const { code, output } = await train(call('--resume'));
    expect(code).toBe(0);
    expect(output).toContain('Resuming from');
    expect((await runsOf(out))[0]!.records).toHaveLength(2);
  });

  it('a truncated checkpoint is reported, and the others are used', async () => {
    const two = (...more: string[]) => [
      ...[...SMALL, '--activations', 'relu,tanh', '--epochs', '300', '--out', out],
      ...more,
    ];
    await train(two(), (output, child) => {
      if (/tanh\n[^]*^ +20 /m.test(output) && existsSync(out)) child.kill('SIGKILL');
    });
    const file = join(`${out}.checkpoints`, 'fit-0.bin');
    const [before] = await runsOf(out);
    await truncate(file, 1000);
    const { code, output } = await train(two('--resume'));
    expect(output).toContain(`"${file}" cannot be used: it is damaged or truncated (1000 bytes).`);
    expect(code).toBe(0);
    const after = await runsOf(out);
    expect(after.map(({ id, records }) => [id === before!.id, records.length])).toEqual([
      [true, 300],
      [false, 300],
    ]);
  });

  it('a damaged plan of checkpoints is reported', async () => {
    await train(endless(), signalAtThird('SIGKILL'));
    const plan = join(`${out}.checkpoints`, 'plan.json');
    await truncate(plan, 10);
    const { code, errors } = await train(endless('--resume'));
    expect(errors).toContain(`"${plan}" is damaged`);
    expect(code).toBe(2);
  });
});
