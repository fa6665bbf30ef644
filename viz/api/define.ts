/** Importing this defines `<heddle-plot>`. */
import { defineHeddlePlot } from './element.ts';

export type { HeddlePlotElement } from './element.ts';

defineHeddlePlot();
