import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { thirdPartyNotices } from '../../src/build/third-party-notices.ts';

let folder: string;
beforeAll(async () => {
  // Below the project, so that its packages are found.
  folder = await mkdtemp(join(fileURLToPath(new URL('../../node_modules', import.meta.url)), '.notices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('names the packages of a build and of its workers, with their licences', { timeout: 60_000 }, async () => {
  await writeFile(join(folder, 'worker.js'), `import { expose } from 'comlink'; expose({});`);
  await writeFile(
    join(folder, 'main.js'),
    `import { parse } from 'yaml'; new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }); console.log(parse);`,
  );
  const notices = thirdPartyNotices();
  const { output } = (await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [notices.main],
    worker: { format: 'es', plugins: () => [notices.worker] },
    build: { write: false, rolldownOptions: { input: join(folder, 'main.js') } },
  })) as Rolldown.RolldownOutput;
  const file = output.find(({ fileName }) => fileName === 'THIRD-PARTY-NOTICES.txt');
  const text = file?.type === 'asset' ? String(file.source) : '';
  expect(text).toMatch(/^comlink [\d.]+\nLicence: Apache-2\.0$/m);
  expect(text).toMatch(/^yaml [\d.]+\nLicence: ISC$/m);
  expect(text).toContain('Copyright Eemeli Aro');
  expect(text).not.toMatch(/^vite /m);
});
