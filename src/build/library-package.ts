import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

interface PackageJson {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

/** The files of the repository that the package contains besides the build, by their names in the package. */
const files = {
  'README.md': 'viz/README.md',
  'pictures/million.jpg': 'viz/pictures/million.jpg',
  LICENSE: 'LICENSE',
};

/** Makes the build of the plot a package of its own: adds its `package.json`, README and licence. */
export function libraryPackage(root: string): Plugin {
  const read = (path: string) => readFile(`${root}/${path}`);
  return {
    name: 'heddle:library-package',
    async generateBundle() {
      const { version, license, engines } = JSON.parse(String(await read('package.json'))) as PackageJson;
      const manifest = {
        name: 'heddle-plot',
        version,
        description: 'Parallel coordinates for any page, up to millions of rows',
        license,
        type: 'module',
        engines,
        exports: {
          '.': { types: './heddle-plot.d.ts', default: './heddle-plot.js' },
          './define': { types: './define.d.ts', default: './define.js' },
          './package.json': './package.json',
        },
        // Importing `define` defines the element.
        sideEffects: ['./define.js'],
      };
      this.emitFile({
        type: 'asset',
        fileName: 'package.json',
        source: `${JSON.stringify(manifest, null, 2)}\n`,
      });
      for (const [fileName, path] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: await read(path) });
      }
    },
  };
}
