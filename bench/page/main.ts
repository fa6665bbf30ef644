import { mount, unmount } from 'svelte';
import type { Table } from '../../history/index.ts';
import { ParallelPlot, PlotState } from '../../viz/index.ts';

/** The part of parcoord-es that is measured. */
interface ParCoordsChart {
  data(rows: Record<string, number>[]): ParCoordsChart;
  render(): ParCoordsChart;
  createAxes(): ParCoordsChart;
  brushMode(mode: string): ParCoordsChart;
  brushExtents(extents: Record<string, [number, number]>): ParCoordsChart;
}
declare const ParCoords: (options: object) => (selector: string) => ParCoordsChart;

const AXES = 10;

/** The same numbers for both: axis `a` of row `r`, from 0 to 1, clustered and correlated as metrics are. */
function value(row: number, axis: number): number {
  const random = Math.sin(row * 12.9898 + axis * 78.233) * 43758.5453;
  return 0.5 * (random - Math.floor(random)) + 0.5 * ((row * 0.618034 * (1 + (axis % 3))) % 1);
}

function tableOf(length: number): Table {
  return {
    length,
    columns: Array.from({ length: AXES }, (_, axis) => ({
      kind: 'number' as const,
      name: `c${axis}`,
      role: 'metric' as const,
      direction: 'none' as const,
      absence: null,
      values: Float64Array.from({ length }, (_, row) => value(row, axis)),
    })),
    runIndex: new Uint32Array(length),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Resolves when the painter has drawn everything, drafts and final. */
async function drawn(): Promise<void> {
  const drawing = () => document.querySelector('#ours [data-busy]');
  for (let idle = 0; idle < 2;) {
    await frame();
    idle = drawing()?.getAttribute('data-busy') === 'false' ? idle + 1 : 0;
  }
}

/** Milliseconds that ours takes: to mount and draw all, and to follow a brush. */
async function measureOurs(rows: number): Promise<{ draw: number; brush: number }> {
  const table = tableOf(rows);
  const target = document.querySelector<HTMLElement>('#ours')!;
  const plot = new PlotState(table);
  let began = performance.now();
  const component = mount(ParallelPlot, { target, props: { plot } });
  await drawn();
  await flushed('#ours');
  const draw = performance.now() - began;
  began = performance.now();
  plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 });
  await drawn();
  await flushed('#ours');
  const brush = performance.now() - began;
  await unmount(component);
  return { draw, brush };
}

/** Resolves when all that was asked of the canvases under `selector` is really drawn: calls are queued until read. */
async function flushed(selector: string): Promise<void> {
  await frame();
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>(`${selector} canvas`)) {
    canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
  }
}

/** The same for parcoord-es in its default mode, which draws at once and is quicker than its queue. */
async function measureTheirs(rows: number): Promise<{ draw: number; brush: number }> {
  const data = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(Array.from({ length: AXES }, (_, axis) => [`c${axis}`, value(row, axis)])),
  );
  let began = performance.now();
  const chart = ParCoords({})('#theirs').data(data).render().createAxes();
  await flushed('#theirs');
  const draw = performance.now() - began;
  chart.brushMode('1D-axes');
  began = performance.now();
  chart.brushExtents({ c3: [0.2, 0.65] });
  await flushed('#theirs');
  const brush = performance.now() - began;
  // Canvases that lie about would slow down every frame of the next measurement.
  document.querySelector('#theirs')!.replaceChildren();
  return { draw, brush };
}

Object.assign(window, { measureOurs, measureTheirs });
