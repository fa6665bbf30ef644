import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Vitest would leave one processor idle. */
const maxWorkers = availableParallelism();

/** Tests that want no browser run first, as many files at a time as there are processors. */
const plain = {
  maxWorkers,
  sequence: { groupOrder: 1 },
  // A test is about what comes out: on a busy machine the default of five seconds would be about the machine.
  testTimeout: 180_000,
  // Loading the modules anew for each file takes longer than the tests.
  isolate: false,
  // TensorFlow.js's bundle for Node has no gradients, and Node cannot resolve the imports of its modules.
  server: { deps: { inline: [/tfjs-core\/dist\/(?!tf-core)/] } },
};

/**
 * Browser tests drive a real Chromium from Node, two files at a time: a browser waits now and then. A test that fails is
 * run once more, and is reported as retried: the browser itself may lose a page or a worker on a busy machine.
 */
const browser = {
  maxWorkers: Math.min(2, maxWorkers),
  sequence: { groupOrder: 2 },
  retry: 1,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  plugins: [svelte()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/cli/**'],
          ...plain,
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          exclude: ['test/cli/installed/**'],
          globalSetup: ['test/cli/build.ts'],
          ...plain,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          exclude: ['test/cli/installed/**', 'test/page/**', 'test/viz/**'],
          ...browser,
        },
      },
      {
        extends: true,
        test: {
          name: 'installed',
          include: ['test/cli/installed/**/*.test.ts'],
          globalSetup: ['test/cli/installed/install.ts'],
          ...browser,
          // They share one installation.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'plot',
          include: ['test/viz/**/*.browser.test.ts'],
          globalSetup: ['test/viz/serve.ts'],
          ...browser,
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['test/page/**/*.browser.test.ts'],
          globalSetup: ['test/page/serve.ts'],
          ...browser,
        },
      },
    ],
  },
});
