import { lazy } from '../shell/lazy.ts';

export const loadImported = lazy('The code that adds imported runs', () => import('./imported.ts'));
