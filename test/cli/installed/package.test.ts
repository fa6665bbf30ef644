import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heddle, project, ROOT, run } from './heddle.ts';

interface PackageJson {
  readonly version: string;
}

describe('the package', { timeout: 30_000 }, () => {
  it('contains its dependencies, and the plot as a library', async () => {
    expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
      'heddle',
    ]);
    const plot = `const { mountParallelPlot } = await import('heddle/plot'); console.log(typeof mountParallelPlot);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', plot], { cwd: project });
    expect(stdout).toBe('function\n');
  });

  it('runs with npx, reads standard input and writes standard output', async () => {
    await writeFile(join(project, 'log.csv'), 'epoch,loss\n1,2\n2,1\n');
    const script =
      'npx --no-install heddle inspect log.csv && npx --no-install heddle convert - --to jsonl -q < log.csv';
    const { stdout, stderr } = await run('sh', ['-c', script], { cwd: project });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^log\.csv: csv\n {2}1 run with 2 epochs in all\.\n/);
    expect(stdout).toMatch(/\{"run":"stdin","epoch":1,"loss":2,"loss_best":true\}\n\{.*"loss":1,.*\}\n$/);
  });

  it('prints its version and its usage', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
    expect((await heddle(['--version'])).output).toBe(`${version}\n`);
    const { code, output } = await heddle(['convert', '--help']);
    expect(code).toBe(0);
    expect(output).toMatch(/--to=<FORMAT>/);
    expect(output).not.toContain('\u001b');
    expect((await heddle(['help', 'convert'])).output).toBe(output);
  });
});
