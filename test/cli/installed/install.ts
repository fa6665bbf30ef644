import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A project with only the package installed, and the command as linked by npm. */
    installed: { readonly project: string; readonly bin: string };
  }
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

/**
 * Packs the package and installs it into an empty project for all tests of this project, offline, which shows that it has
 * no dependencies.
 */
export default async function install(tests: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-installed-'));
  // Tests also run the command as another user.
  await chmod(folder, 0o755);
  // Vitest sets another environment, in which Svelte includes checks for developers.
  const env = { ...process.env, NODE_ENV: 'production' };
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, env });
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join('..', archive!)], {
    cwd: project,
  });
  tests.provide('installed', { project, bin: join(project, 'node_modules/.bin/heddle') });
  return () => rm(folder, { recursive: true, force: true });
}
