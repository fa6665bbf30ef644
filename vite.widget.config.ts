import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { pureModules, purePalettes } from './src/build/pure-modules.ts';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

const notices = thirdPartyNotices();

/** The plot as one file, for anywidget, `heddle.py` and pages without a server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ emitCss: false }), purePalettes, notices.main],
  worker: { format: 'es', plugins: () => [notices.worker] },
  build: {
    outDir: 'dist-cli/widget',
    emptyOutDir: true,
    target: 'es2023',
    lib: { entry: { 'heddle-widget': 'viz/api/widget.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: { minify: true, comments: false, codeSplitting: false },
      checks: { pluginTimings: false },
      treeshake: pureModules,
    },
  },
});
