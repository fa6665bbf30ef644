import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/**
 * The plot as a module for other people's pages: all that it needs is in it. Its styles too, since a custom element has to
 * take them into its shadow tree.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ emitCss: false })],
  worker: { format: 'es' },
  build: {
    outDir: 'dist-lib',
    emptyOutDir: true,
    target: 'es2023',
    lib: { entry: { 'heddle-plot': 'viz/api/index.ts', define: 'viz/api/define.ts' }, formats: ['es'] },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
