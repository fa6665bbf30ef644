import { mount, tick, unmount } from 'svelte';
import { ParallelPlot, PlotState, type DrawnBy, type RendererOption } from '../../viz/index.ts';
import { tableOf } from './data.ts';
import { frame, timeToMark, timeToPicture } from './presented.ts';

const target = document.querySelector<HTMLElement>('#chart')!;
const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;
const isBusy = () => target.querySelector('[data-busy]')?.getAttribute('data-busy') !== 'false';

/** Milliseconds. */
export interface Ours {
  /** From columns until the frame with the whole picture is presented. */
  readonly draw: number;
  /** Steps of a brush that is dragged, with counts and histograms, until presented: the middle one and the longest. */
  readonly step: number;
  readonly longestStep: number;
  /** From a move of the pointer until the line under it is presented as such. */
  readonly hover: number;
  /** The longest task of the page's own thread, from mounting to the last move; 0 when none is over 50. */
  readonly longestTask: number;
}

const mostSteps = 14;
const moves = 15;

/** Without a `renderer` it is chosen as it is on any page. */
export async function measureOurs(
  rows: number,
  renderer: RendererOption = 'auto',
  steps = mostSteps,
): Promise<Ours> {
  const table = tableOf(rows);
  await frame();
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  observer.observe({ type: 'longtask' });
  let plot!: PlotState;
  let component!: Record<string, unknown>;
  const draw = await timeToPicture(() => {
    plot = new PlotState(table);
    component = mount(ParallelPlot, { target, props: { plot, renderer } });
  }, isBusy);
  plot.toggleMark('histograms');
  await timeToPicture(() => plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 }), isBusy);
  const stepTimes: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const max = 0.65 - step / 400;
    const time = await timeToPicture(() => plot.setBrush('c3', { kind: 'range', min: 0.2, max }), isBusy);
    stepTimes.push(time!);
  }
  const hoverTimes: number[] = [];
  const drawing = target.querySelector('.drawing')!;
  const box = drawing.getBoundingClientRect();
  for (let move = 0; move < moves; move++) {
    const [clientX, clientY] = [box.left + 300 + 31 * move, box.top + 150 + 17 * move];
    const event = new PointerEvent('pointermove', { clientX, clientY, bubbles: true });
    hoverTimes.push(await timeToMark(() => drawing.dispatchEvent(event)));
  }
  await frame();
  observer.disconnect();
  await unmount(component);
  await tick();
  return {
    draw: draw!,
    step: middle(stepTimes),
    longestStep: Math.max(...stepTimes),
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

/** Bytes of the columns, and those of page and workers without them: when all is drawn and brushed, less those before. */
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
    measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
  }
}

async function memory(): Promise<number> {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}
