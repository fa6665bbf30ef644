import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the command, bundled. */
    cli: string;
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles the command once for all tests of this project: compiled at each call, it would take seconds to start. */
export default async function buildCli(tests: TestProject): Promise<() => Promise<void>> {
  // Where it finds the package with MNIST.
  const outDir = await mkdtemp(join(ROOT, 'node_modules/.heddle-cli-'));
  await build({
    ...{ root: ROOT, configFile: join(ROOT, 'vite.cli.config.ts'), logLevel: 'warn', mode: 'production' },
    build: { outDir },
  });
  tests.provide('cli', join(outDir, 'heddle.js'));
  return () => rm(outDir, { recursive: true, force: true });
}
