import { defineConfig } from 'vite';

/** The command line as plain JavaScript with all that it needs, for the `bin` of the package. */
export default defineConfig({
  build: {
    ssr: 'src/cli/heddle.ts',
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'heddle.js' } },
  },
  ssr: { noExternal: true },
});
