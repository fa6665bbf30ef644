import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { launchBrowser } from '../../test/browser.ts';
import { servePage } from '../serve.ts';
import { printTable } from '../table.ts';
import { scoreOrientation } from './orientation.ts';
import { scoreOutliers } from './outliers.ts';
import type { Axes } from './page/tool.ts';
import { decode, photograph, timeLimit, type Photograph, type Picture } from './photograph.ts';
import type { Pair } from './pixels.ts';
import { scoreClasses, scoreRamp } from './strip.ts';
import { plant, structures, type Data, type StructureName } from './structures.ts';

const tools = ['Heddle', 'HiPlot', 'ECharts', 'Plotly', 'parcoord-es'];
/** A way to colour density that was compared with the one in use. */
const alternative = 'sample';
const sizes = [2_000, 20_000, 1_000_000];

/** What to measure; by default everything. */
export interface PlantedOptions {
  readonly structure?: readonly string[] | undefined;
  readonly rows?: readonly string[] | undefined;
  readonly tool?: readonly string[] | undefined;
  /** A folder for the pictures that are measured. */
  readonly pictures?: string | undefined;
}

const scores: Record<string, (pair: Pair, axes: Axes, data: Data) => number> = {
  orientation: scoreOrientation,
  outliers: scoreOutliers,
  classes: scoreClasses,
  ramp: scoreRamp,
};

/** Measures what can be recovered of planted structures from pixels, in pictures by Heddle and by its peers. */
export async function benchPlanted(options: PlantedOptions = {}): Promise<void> {
  const chosen = choose('--structure', Object.keys(structures) as StructureName[], options.structure);
  const chosenRows = choose('--rows', sizes.map(String), options.rows).map(Number);
  const chosenTools = choose('--tool', [...tools, alternative], options.tool ?? tools);
  if (options.pictures !== undefined) await mkdir(options.pictures, { recursive: true });
  const server = await servePage('planted/page');
  const browser = await launchBrowser(['--disable-gpu-compositing']);
  const lines: string[][] = [];
  try {
    const blanks = await drawBlanks(browser, server.address, chosenTools);
    for (const rows of chosenRows) {
      // A tool that is too slow for one structure is as slow for the others.
      const timedOut = new Set<string>();
      for (const structure of chosen) {
        const data = plant(structure, rows);
        const cells: string[] = [];
        for (const tool of chosenTools) {
          const drawn = timedOut.has(tool)
            ? null
            : await photograph(browser, server.address, tool, structure, rows);
          if (drawn === null) timedOut.add(tool);
          else if (options.pictures !== undefined)
            await writeFile(join(options.pictures, `${structure}-${String(rows)}-${tool}.png`), drawn.image);
          cells.push(drawn === null ? '—' : score(structure, drawn, blanks.get(tool)!, data));
        }
        lines.push([structures[structure].title, rows.toLocaleString('en'), ...cells]);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  printTable(
    `What can be recovered of planted structures, 0 to 1; —: not drawn within ${String(timeLimit / 1000)} s`,
    ['', 'rows', ...chosenTools],
    lines,
  );
}

function score(structure: StructureName, { image, axes }: Photograph, blank: Picture, data: Data): string {
  const pair = { picture: decode(image), blank };
  return scores[structures[structure].measure]!(pair, axes, data).toFixed(3);
}

/** The axes without lines, by tool. */
async function drawBlanks(
  browser: Browser,
  address: string,
  names: readonly string[],
): Promise<Map<string, Picture>> {
  const blanks = new Map<string, Picture>();
  for (const tool of names) {
    const drawn = await photograph(browser, address, tool, 'gradient', 0);
    if (drawn === null) throw new Error(`${tool} does not draw its axes`);
    blanks.set(tool, decode(drawn.image));
  }
  return blanks;
}

function choose<Name extends string>(
  flag: string,
  all: readonly Name[],
  wanted: readonly string[] | undefined,
): Name[] {
  const unknown = wanted?.find((name) => !all.includes(name as Name));
  if (unknown !== undefined) throw new Error(`${flag}: expected ${all.join(' or ')}, got "${unknown}"`);
  return all.filter((name) => wanted === undefined || wanted.includes(name));
}
