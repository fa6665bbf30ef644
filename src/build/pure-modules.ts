import type { Plugin, Rolldown } from 'vite';

/**
 * The modules of Heddle do nothing when they are imported, entries and workers aside, so a bundle leaves out those that it does not
 * use: the plot and the workers that train and export have no importers, and the first script of the page has no view that it loads later.
 */
export const pureModules: Rolldown.TreeshakingOptions = {
  moduleSideEffects: [
    {
      test: /\/(?:history|analysis|trainer|viz|src\/page)\/(?!(?:one-file\/)?main\.ts|api\/define\.ts)[^?]*(?<!\.worker)\.(?:ts|svelte)$/,
      external: false,
      sideEffects: false,
    },
    // Svelte does not say so itself, and defines classes when it is imported that the page does not use.
    {
      test: /\/svelte\/src\/(?!internal\/(?:disclose-version|flags\/))/,
      external: false,
      sideEffects: false,
    },
  ],
};

/**
 * Marks the palettes of d3-scale-chromatic as free of side effects, so that a bundle leaves out those that it does not use: it
 * computes each of its 80 palettes by a call when it is imported.
 */
export const purePalettes: Plugin = {
  name: 'heddle:pure-palettes',
  transform: {
    filter: { id: /\/d3-scale-chromatic\// },
    handler: (code) => ({
      code: code.replace(
        /(?<=[=(] ?)(?=(?:new Array|interpolateCubehelixLong|colors|ramp(?:\$1)?)\()/g,
        '/* @__PURE__ */ ',
      ),
      map: null,
    }),
  },
};
