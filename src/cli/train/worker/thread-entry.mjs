// A thread does not inherit the reader of TypeScript: it is installed here, before any TypeScript is loaded.
import { register } from 'tsx/esm/api';

register();
await import('./fit.worker.ts');
