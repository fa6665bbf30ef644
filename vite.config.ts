import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Rolldown } from 'vite';
import { mnistAssets } from './src/build/mnist-assets.ts';
import { pureModules, purePalettes } from './src/build/pure-modules.ts';
import { securityPolicy } from './src/build/security-policy.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

const notices = thirdPartyNotices();

const rolldownOptions: Rolldown.RolldownOptions = {
  checks: { pluginTimings: false },
  treeshake: pureModules,
  // sql.js imports Node's modules only in Node, so the warning about them does not concern the page.
  onwarn(warning, warn) {
    if (!warning.message.includes('imported by') || !warning.message.includes('sql.js')) warn(warning);
  },
};

export default defineConfig({
  root: 'src/page',
  // Relative addresses: the built page works from any folder of a static host.
  base: './',
  plugins: [
    svelte({ configFile: '../../svelte.config.js' }),
    purePalettes,
    securityPolicy,
    mnistAssets(),
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
