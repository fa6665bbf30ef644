import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { jitlessZod } from './src/build/jitless-zod.ts';
import { inlineWorkers, joinedPage } from './src/build/joined-page.ts';
import { purePalettes } from './src/build/pure-modules.ts';
import { rolldownOptions } from './src/build/rolldown-options.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

const notices = thirdPartyNotices();

const joined = { ...rolldownOptions, output: { codeSplitting: false } };

/** The page in one file, without trainer and importers: a template that exports put runs into. */
export default defineConfig({
  root: `${import.meta.dirname}/src/page/one-file`,
  plugins: [
    svelte({ configFile: `${import.meta.dirname}/svelte.config.js` }),
    purePalettes,
    jitlessZod,
    inlineWorkers,
    notices.main,
    joinedPage,
  ],
  // Chromium starts no module worker from a blob of a page from disk.
  worker: { format: 'iife', plugins: () => [jitlessZod, notices.worker], rolldownOptions: joined },
  build: {
    // Built in memory, by the build of the page.
    write: false,
    target: 'es2023',
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 4000,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: joined,
  },
});
