/**
 * `npm run bench [-- plot|planted|training|start|grid|import|load|first-picture|filter|runs|store|views|statistics]`: measures Heddle and its peers and prints
 * the results, with ratios.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { allowRelaxedSimd } from '../src/cli/relaxed-simd.ts';
import { benchFilter } from './filter.ts';
import { benchFirstPicture } from './first-picture/index.ts';
import { benchImport } from './import.ts';
import { benchLoad } from './load.ts';
import { benchPlanted } from './planted/index.ts';
import { benchPlot } from './plot/index.ts';
import { benchRuns } from './runs.ts';
import { benchStatistics } from './statistics/index.ts';
import { benchStore } from './store.ts';
import { benchTraining, benchWholeGrid } from './training/index.ts';
import { benchStart } from './training/start.ts';
import { benchViews } from './views/index.ts';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    structure: { type: 'string', multiple: true },
    rows: { type: 'string', multiple: true },
    tool: { type: 'string', multiple: true },
    pictures: { type: 'string' },
  },
});

const benchmarks = {
  plot: benchPlot,
  planted: () => benchPlanted(options),
  training: benchTraining,
  start: benchStart,
  grid: benchWholeGrid,
  import: benchImport,
  load: benchLoad,
  'first-picture': benchFirstPicture,
  filter: benchFilter,
  runs: benchRuns,
  store: benchStore,
  views: benchViews,
  statistics: benchStatistics,
};

const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown !== undefined) {
  console.error(`bench: expected ${Object.keys(benchmarks).join(' or ')}, got "${unknown}"`);
  process.exit(2);
}

allowRelaxedSimd();
const processors = cpus();
console.log(
  `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`,
);
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (names.length === 0 || names.includes(name)) await benchmark();
}
