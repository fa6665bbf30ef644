import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { mnistAssets } from './src/build/mnist-assets.ts';
import { oneFilePage } from './src/build/one-file-page.ts';
import { purePalettes } from './src/build/pure-modules.ts';
import { rolldownOptions } from './src/build/rolldown-options.ts';
import { securityPolicy } from './src/build/security-policy.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

const notices = thirdPartyNotices();

export default defineConfig({
  root: 'src/page',
  // Relative addresses: the built page works from any folder of a static host.
  base: './',
  plugins: [
    svelte({ configFile: '../../svelte.config.js' }),
    purePalettes,
    securityPolicy,
    mnistAssets(),
    oneFilePage(import.meta.dirname),
    notices.main,
  ],
  worker: { format: 'es', plugins: () => [notices.worker], rolldownOptions },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions,
  },
  server: { host: '127.0.0.1' },
});
