import { existsSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

  it('contains SQLite once for Node and once for the page, and not in the plot', async () => {
    const inline = await readFile(
      createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-inline.js'),
      'utf8',
    );
    const [wasm] = /[A-Za-z0-9+/]{1000}/.exec(inline)!;
    const folder = join(project, 'node_modules/heddle');
    const holders: string[] = [];
    for (const path of await readdir(folder, { recursive: true })) {
      if (path.endsWith('.js') && (await readFile(join(folder, path), 'utf8')).includes(wasm))
        holders.push(dirname(path));
    }
    expect(holders.sort()).toEqual(['dist-cli/assets', 'dist-cli/page/assets']);
  });

  it('contains what its README links to', async () => {
    const folder = join(project, 'node_modules/heddle');
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?![a-z]+:)([^)\s#]+)/g)].map(([, target]) => target!);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
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

  it('trains with the data and the WebAssembly that it contains', async () => {
    const call = ['train', '--limit', '500', '--epochs', '1', '--out', 'trained.json', '--force'];
    const { code, output } = await heddle(call, '', { cwd: project });
    expect(code).toBe(0);
    expect(output).toMatch(/epoch +train_loss[^]*relu on the test set: test_acc 0\.\d+/);
  });

  it('has at most 25 MB with MNIST, and the licences of what is bundled', async () => {
    const folder = join(project, 'node_modules/heddle');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(25e6);
    for (const path of [
      'LICENSE',
      'dist-cli/THIRD-PARTY-NOTICES.txt',
      'dist-cli/page/THIRD-PARTY-NOTICES.txt',
    ])
      expect(existsSync(join(folder, path)), path).toBe(true);
    const notices = await readFile(join(folder, 'dist-cli/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['citty', '@tensorflow/tfjs-core', 'zod']) expect(notices).toContain(`${name} `);
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
