import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The page of examples: `npm run examples` serves it, the tests build it. Styles come with the plot, as in the module. */
export default defineConfig({
  root: 'viz/examples',
  base: './',
  plugins: [svelte({ configFile: '../../svelte.config.js', emitCss: false })],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist-examples',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { host: '127.0.0.1' },
});
