import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { jitlessZod } from './src/build/jitless-zod.ts';
import { mnistAssets } from './src/build/mnist-assets.ts';
import { offline } from './src/build/offline.ts';
import { oneFilePage } from './src/build/one-file-page.ts';
import { purePalettes } from './src/build/pure-modules.ts';
import { rolldownOptions } from './src/build/rolldown-options.ts';
import { securityPolicy } from './src/build/security-policy.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';
import { webManifest } from './src/build/web-manifest.ts';

const notices = thirdPartyNotices();

export default defineConfig({
  root: 'src/page',
  // Relative addresses: the built page works from any folder of a static host.
  base: './',
  plugins: [
    svelte({ configFile: '../../svelte.config.js' }),
    purePalettes,
    jitlessZod,
    securityPolicy,
    webManifest,
    offline,
    mnistAssets(),
    oneFilePage(import.meta.dirname),
    notices.main,
  ],
  worker: { format: 'es', plugins: () => [jitlessZod, notices.worker], rolldownOptions },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    // All browsers with the target's features preload modules by themselves.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      ...rolldownOptions,
      // One chunk of all that is needed first compresses better than fifty, and takes one request.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: { host: '127.0.0.1' },
});
