import { defineConfig } from 'vite';
import { thirdPartyNotices } from './src/build/third-party-notices.ts';

/** The command line as plain JavaScript with all that it needs, for the `bin` of the package. */
export default defineConfig({
  plugins: [thirdPartyNotices().main],
  build: {
    ssr: 'src/cli/heddle.ts',
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'heddle.js' } },
  },
  ssr: { noExternal: true },
});
