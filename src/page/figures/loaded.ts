import { lazy } from '../shell/lazy.ts';

/** Loads the code that writes figures. */
export const loadFigures = lazy('the code that writes figures', () => import('./draw.ts'));
