import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { didYouMean } from '../../src/cli/suggest.ts';
import { terminalText } from '../../src/cli/terminal-text.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-terminal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function heddle(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inject('cli'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, output: stdout, errors: stderr };
}

describe('text from files', () => {
  it.each([
    ['red\u001b[31m', 'red\\u001b[31m'],
    ['two\nlines\tand\rmore', 'two\\nlines\\tand\\rmore'],
    ['bell\u0007, C1 \u009b2J', 'bell\\u0007, C1 \\u009b2J'],
    ['turned \u202egnp.exe', 'turned \\u202egnp.exe'],
    ['naïve 学習 ✓', 'naïve 学習 ✓'],
  ])('%j is escaped for terminals', (text, expected) => {
    expect(terminalText(text)).toBe(expected);
  });
});

describe('suggestions', () => {
  it.each([
    ['rleu', ' Did you mean "relu"?'],
    ['Tanh', ' Did you mean "tanh"?'],
    ['tahn', ' Did you mean "tanh"?'],
    ['swish', ''],
    ['', ''],
  ])('for %j are %j', (text, expected) => {
    expect(didYouMean(text, ['relu', 'tanh', 'sigmoid'])).toBe(expected);
  });
});

describe('heddle', { timeout: 120_000 }, () => {
  it('prints names of files and columns without control characters', async () => {
    const file = join(folder, 'a\u001b[2J.csv');
    await writeFile(file, 'epoch,lo\u001b[31mss\n1,2\n2,1\n');
    const { output } = heddle('inspect', file);
    expect(output).toContain('a\\u001b[2J.csv: csv');
    expect(output).toContain('lo\\u001b[31mss');
    const { errors } = heddle('inspect', `${file}\u001b[0m`);
    expect(errors).toContain('\\u001b[0m');
    expect(output + errors).not.toContain('\u001b');
  });

  it.each([
    [['inspet', 'runs.json'], 'got "inspet". Did you mean "inspect"?'],
    [['inspect', '--jsn', 'runs.json'], 'Did you mean --json?'],
    [['convert', '--to', 'parqet', '-'], 'got "parqet". Did you mean "parquet"?'],
  ])('suggests a name for the typo in %j', (args, expected) => {
    const { code, errors } = heddle(...args);
    expect(errors).toContain(expected);
    expect(code).toBe(2);
  });

  it('rejects options of figures without a figure', () => {
    const { code, errors } = heddle('export', '--table', 'csv', '--width', '88mm', '-');
    expect(errors).toContain('--width: expected it with --figure only.');
    expect(code).toBe(2);
  });

  it('writes formulas to CSV with an apostrophe, and as they are with --raw-cells', async () => {
    const file = join(folder, 'formula.csv');
    await writeFile(file, 'run,epoch,loss,=note\na,1,2,@x\n');
    expect(heddle('convert', file, '--to', 'csv').output).toMatch(/^run,'=note,.*\r\na,'@x,/);
    const raw = heddle('convert', file, '--to', 'csv', '--raw-cells');
    expect(raw.output).toMatch(/^run,=note,.*\r\na,@x,/);
  });

  it('rejects an existing --out before reading anything', async () => {
    const out = join(folder, 'there.csv');
    await writeFile(out, 'mine');
    // The input would be refused too if it were looked at first.
    const { code, errors } = heddle('convert', join(folder, 'nothing.csv'), '--out', out);
    expect(errors).toContain(`"${out}" already exists`);
    expect(code).toBe(2);
    expect(await readFile(out, 'utf8')).toBe('mine');
  });
});
