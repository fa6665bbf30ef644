import { csv } from './csv.ts';
import { cvResults } from './cv-results.ts';
import { heddle } from './heddle.ts';
import { hiplot } from './hiplot.ts';
import { records } from './records.ts';
import { skorch } from './skorch.ts';
import type { Format } from './types.ts';

/** Every format that is read, in the order in which they are tried: the particular before the general. */
export const FORMATS: readonly Format[] = [heddle, hiplot, skorch, cvResults, records, csv];
