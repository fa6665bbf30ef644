/** Importing this makes `<heddle-plot>` known to the page. */
import { defineHeddlePlot } from './element.ts';

defineHeddlePlot();
