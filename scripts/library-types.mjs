/** Writes the types of the plot as a library into a folder, `dist-lib` by default: one file that needs no other package. */
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { root } from './install.mjs';

const bundle = await rolldown({
  cwd: root,
  input: { 'heddle-plot': 'viz/api/index.ts', define: 'viz/api/define.ts' },
  plugins: [dts({ emitDtsOnly: true, tsconfig: 'tsconfig.lib.json' })],
  checks: { pluginTimings: false },
});
await bundle.write({ dir: process.argv[2] ?? 'dist-lib', format: 'es', chunkFileNames: '[name].d.ts' });
await bundle.close();
