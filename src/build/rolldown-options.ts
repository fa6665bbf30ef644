import type { Rolldown } from 'vite';
import { pureModules } from './pure-modules.ts';

/** How the page and its workers are bundled. */
export const rolldownOptions: Rolldown.RolldownOptions = {
  checks: { pluginTimings: false },
  treeshake: pureModules,
  // sql.js imports Node's modules only in Node, so the warning about them does not concern the page.
  onwarn(warning, warn) {
    if (!warning.message.includes('imported by') || !warning.message.includes('sql.js')) warn(warning);
  },
};
