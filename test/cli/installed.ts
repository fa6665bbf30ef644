import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** Where the package was installed. */
export interface Installed {
  /** A project that has nothing but the package. */
  readonly project: string;
  /** The command as npm links it. */
  readonly bin: string;
}

/**
 * Packs the package and installs it into an empty project in a folder, as somebody does who has it from a registry; but
 * without a net, which shows that it needs nothing else.
 */
export async function installHeddle(folder: string): Promise<Installed> {
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT });
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join('..', archive!)], {
    cwd: project,
  });
  return { project, bin: join(project, 'node_modules/.bin/heddle') };
}
