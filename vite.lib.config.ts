import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { libraryPackage } from './src/build/library-package.ts';
import { pureModules, purePalettes } from './src/build/pure-modules.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

const notices = thirdPartyNotices();

/**
 * The plot as a module for other people's pages: all that it needs is in it. Its styles too, since a custom element has to
 * take them into its shadow tree.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ emitCss: false }), purePalettes, libraryPackage(import.meta.dirname), notices.main],
  worker: { format: 'es', plugins: () => [notices.worker] },
  build: {
    outDir: 'dist-lib',
    emptyOutDir: true,
    target: 'es2023',
    lib: { entry: { 'heddle-plot': 'viz/api/index.ts', define: 'viz/api/define.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: { minify: true, comments: false },
      checks: { pluginTimings: false },
      treeshake: pureModules,
    },
  },
});
