import { mount, tick, unmount } from 'svelte';
import { ParallelPlot, PlotState, setTable, type DrawnBy, type RendererOption } from '../../viz/index.ts';
import { tableOf } from './data.ts';
import { collectGarbage, frame, nextDrawing, timeToPicture, timeUntil } from './presented.ts';

export const target = document.querySelector<HTMLElement>('#chart')!;
export const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;
const drawing = () => target.querySelector<HTMLElement>('.drawing')!;
export const isBusy = () => drawing()?.dataset['busy'] !== 'false';

/** Milliseconds. */
export interface Ours {
  /** From columns until the frame with the whole picture is presented. */
  readonly draw: number;
  /**
   * Steps of a brush that is dragged, with counts and histograms, until the picture of that step is presented: the middle one
   * and the longest.
   */
  readonly step: number;
  readonly longestStep: number;
  /** The same with the pause after which a picture is drawn finely, and that picture. */
  readonly settled: number;
  /** From a move of the pointer until the line under it is presented as such. */
  readonly hover: number;
  /** The longest task of the page's own thread, from mounting to the last move; 0 when none is over 50. */
  readonly longestTask: number;
}

const mostSteps = 15;
const moves = 15;

/** Resolves when all that the plot was told is drawn, if only as a draft. */
export async function seen(): Promise<void> {
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

/** Without a `renderer` it is chosen as it is on any page. */
export async function measureOurs(
  rows: number,
  renderer: RendererOption = 'auto',
  steps = mostSteps,
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
  plot.toggleMark('histograms');
  const brush = (max: number) => plot.setBrush('c3', { kind: 'range', min: 0.2, max });
  await timeToPicture(() => brush(0.65), isBusy);
  const stepTimes: number[] = [];
  for (let step = 1; step <= steps; step++) {
    stepTimes.push((await timeUntil(() => brush(0.65 - step / 400), seen))!);
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
    // Of few lines on much room none may be near.
    if (time !== null) hoverTimes.push(time);
  }
  await frame();
  observer.disconnect();
  await unmount(component);
  await tick();
  return {
    draw: draw!,
    step: middle(stepTimes),
    longestStep: Math.max(...stepTimes),
    settled: settled!,
    hover: middle(hoverTimes),
    longestTask: Math.max(0, ...tasks),
  };
}

/** Opens the GPU, so that it is there for the first picture that is measured. Rejects with the reason where it is not. */
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

/** Bytes of the columns, and those of page and workers beside them when all is drawn and brushed. */
export async function measureMemory(rows: number): Promise<{ columns: number; plot: number }> {
  const table = tableOf(rows);
  const columns = rows * table.columns.length * Float64Array.BYTES_PER_ELEMENT;
  const before = await memory();
  const plot = new PlotState(table);
  const component = mount(ParallelPlot, { target, props: { plot } });
  await timeToPicture(() => plot.toggleMark('histograms'), isBusy);
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
