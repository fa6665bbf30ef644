import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { mnistAssets } from './src/build/mnist-assets.ts';

export default defineConfig({
  root: 'src/page',
  // Relative addresses: the built page works from any folder of a static host.
  base: './',
  plugins: [svelte({ configFile: '../../svelte.config.js' }), mnistAssets()],
  worker: { format: 'es', rolldownOptions: { checks: { pluginTimings: false } } },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { host: '127.0.0.1' },
});
