import { mount, tick, unmount } from 'svelte';
import { ParallelPlot, PlotState, setTable, type DrawnBy, type RendererOption } from '../../viz/index.ts';
import { tableOf } from './data.ts';
import { collectGarbage, frame, nextDrawing, timeToPicture, timeUntil } from './presented.ts';

export const target = document.querySelector<HTMLElement>('#chart')!;
export const medianOf = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;
const drawing = () => target.querySelector<HTMLElement>('.drawing')!;
export const isBusy = () => drawing()?.dataset['busy'] !== 'false';

/** Milliseconds. */
export interface Ours {
  /** From columns to presentation of the complete frame. */
  readonly draw: number;
  /**
   * Drag steps of a brush, with counts and histograms, until the frame of that step is presented: median and maximum.
   */
  readonly step: number;
  readonly longestStep: number;
  /** The same, including the delay and the final rendering after it. */
  readonly settled: number;
  /** From a pointer move until the line under it is highlighted. */
  readonly hover: number;
  /** The longest task of the main thread, from mounting to the last move; 0 if none is over 50. */
  readonly longestTask: number;
}

const defaultSteps = 15;
const moves = 15;

/** Resolves when the current state of the plot is drawn, if only as a draft. */
export async function drawn(): Promise<void> {
  // The plot starts to draw in a microtask.
  await tick();
  while (drawing().dataset['stage'] === 'drawing') {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(drawing(), { attributeFilter: ['data-stage'] });
    });
  }
}

/** Measures Heddle. By default the renderer is chosen automatically. */
export async function measureOurs(
  rows: number,
  renderer: RendererOption = 'auto',
  steps = defaultSteps,
): Promise<Ours> {
  const table = tableOf(rows);
  collectGarbage();
  await frame();
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  observer.observe({ type: 'longtask' });
  let plot!: PlotState;
  let component!: Record<string, unknown>;
  const draw = await timeToPicture(
    () => {
      plot = new PlotState();
      setTable(plot, table);
      component = mount(ParallelPlot, { target, props: { plot, renderer } });
    },
    () => plot.table !== table || isBusy(),
  );
  plot.toggleOverlay('histograms');
  const brush = (max: number) => plot.setBrush('c3', { kind: 'range', min: 0.2, max });
  await timeToPicture(() => brush(0.65), isBusy);
  const stepTimes: number[] = [];
  for (let step = 1; step <= steps; step++) {
    stepTimes.push((await timeUntil(() => brush(0.65 - step / 400), drawn))!);
  }
  const settled = await timeToPicture(() => brush(0.6), isBusy);
  const hoverTimes: number[] = [];
  const box = drawing().getBoundingClientRect();
  for (let move = 0; move < moves; move++) {
    const [clientX, clientY] = [
      box.left + box.width * (0.214 + 0.022 * move),
      box.top + box.height * (0.25 + 0.028 * move),
    ];
    const event = new PointerEvent('pointermove', { clientX, clientY, bubbles: true });
    const time = await timeUntil(() => drawing().dispatchEvent(event), nextDrawing);
    // With few lines, none may be near the pointer.
    if (time !== null) hoverTimes.push(time);
  }
  await frame();
  observer.disconnect();
  await unmount(component);
  await tick();
  return {
    draw: draw!,
    step: medianOf(stepTimes),
    longestStep: Math.max(...stepTimes),
    settled: settled!,
    hover: medianOf(hoverTimes),
    longestTask: Math.max(0, ...tasks),
  };
}

/** Opens the GPU before the first measurement. Rejects with the reason if it is not available. */
export async function openGpu(): Promise<void> {
  const plot = new PlotState(tableOf(2));
  let component: Record<string, unknown> | null = null;
  await new Promise<void>((resolve, reject) => {
    const onDrawnBy = ({ kind, reason }: DrawnBy) => {
      if (kind === 'gpu') resolve();
      else if (!reason.includes('being opened')) reject(new Error(reason));
    };
    component = mount(ParallelPlot, { target, props: { plot, renderer: 'gpu', onDrawnBy } });
  });
  await unmount(component!);
}

/** Bytes of the columns, and additional bytes of page and workers after drawing and brushing. */
export async function measureMemory(rows: number): Promise<{ columns: number; plot: number }> {
  const table = tableOf(rows);
  const columns = rows * table.columns.length * Float64Array.BYTES_PER_ELEMENT;
  const before = await memory();
  const plot = new PlotState(table);
  const component = mount(ParallelPlot, { target, props: { plot } });
  await timeToPicture(() => plot.toggleOverlay('histograms'), isBusy);
  await timeToPicture(() => plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 }), isBusy);
  const after = await memory();
  await unmount(component);
  return { columns, plot: after - before };
}

declare global {
  interface Performance {
    measureUserAgentSpecificMemory(): Promise<{ bytes: number; breakdown: object[] }>;
  }
}

async function memory(): Promise<number> {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}
