import type { Check } from '../check-fact.ts';
import { HIPLOT } from './hiplot.ts';
import { LOGS } from './logs.ts';
import { SEARCHES } from './searches.ts';
import { SKORCH } from './skorch.ts';
import { TRACKERS } from './trackers.ts';

/** Facts of the files of one tool. */
export const TOOL_CHECKS: readonly Check[] = [...SKORCH, ...HIPLOT, ...LOGS, ...SEARCHES, ...TRACKERS];
