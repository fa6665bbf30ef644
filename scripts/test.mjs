/**
 * Runs every check: types, lint, format, unit tests, browser tests. Ends with the line `N passed, N failed`, where
 * each of the first three counts as one. Arguments go to vitest and leave the first three out.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumVariable, findChromium } from './chromium.mjs';
import { installDependencies, root } from './install.mjs';

installDependencies();

const bin = (name) => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const start = (name, args, stdio, env = {}) =>
  spawn(bin(name), args, {
    cwd: root,
    stdio,
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });

/** Resolves with whether a process ended well. */
const outcomeOf = (child) =>
  new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });

/** Runs a check beside others: what it prints is kept together. */
async function check([name, command, args]) {
  const child = start(command, args, ['ignore', 'pipe', 'pipe']);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  }
  const ok = await outcomeOf(child);
  process.stdout.write(printed);
  count(name, ok);
}

const checks = [
  ['types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['format', 'prettier', ['--check', '.', '--log-level', 'warn']],
];

let passed = 0;
let failed = 0;
const count = (name, ok) => {
  console.log(`${ok ? '✓' : '✗'} ${name}`);
  if (ok) passed += 1;
  else failed += 1;
};

async function runVitest(args) {
  let chromium;
  try {
    chromium = await findChromium();
  } catch (error) {
    console.error(error.message);
    count('Chromium', false);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'heddle-test-'));
  const report = join(folder, 'report.json');
  const vitest = start(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    'inherit',
    { [chromiumVariable]: chromium },
  );
  const ok = await outcomeOf(vitest);
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    // A file that does not load, or an error outside a test, fails the run without failing a test.
    if (!ok && numFailedTests === 0) failed += 1;
  } catch {
    count('vitest', false);
  }
  rmSync(folder, { recursive: true, force: true });
}

const args = process.argv.slice(2);
if (args.length === 0) {
  await Promise.all(checks.map(check));
}
await runVitest(args);

if (!existsSync(new URL('../../shared/saved-runs/', import.meta.url)))
  console.log('Not checked: facts about real saved runs, as ../shared/saved-runs is absent.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
