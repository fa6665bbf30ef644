import type { Plugin } from 'vite';

const DEFAULTS = '__zod_globalConfig = {}';

/**
 * Has zod validate without compiling functions from text. The Content-Security-Policy of the page forbids that; zod would try it,
 * which the browser reports as a violation. Its configuration has to be there before the first schema.
 */
export const jitlessZod: Plugin = {
  name: 'heddle:jitless-zod',
  apply: 'build',
  transform: {
    filter: { id: /\/zod\/v4\/core\/core\.js$/ },
    handler(code) {
      if (!code.includes(DEFAULTS)) throw new Error(`zod's configuration does not contain "${DEFAULTS}".`);
      return { code: code.replace(DEFAULTS, '__zod_globalConfig = { jitless: true }'), map: null };
    },
  },
};
