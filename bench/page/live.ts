import { mount, tick, unmount } from 'svelte';
import type { Table } from '../../history/index.ts';
import { ParallelPlot, PlotState, setTable } from '../../viz/index.ts';
import { tableOf } from './data.ts';
import { frame } from './presented.ts';

/** Milliseconds. */
export interface Live {
  /** Time between frames: median and maximum. */
  readonly frame: number;
  readonly longestFrame: number;
  /** The longest task of the main thread; 0 if none is over 50. */
  readonly longestTask: number;
}

/** Milliseconds between updates. */
const interval = 50;

/** Adds `perSecond` rows to a brushed plot that starts with `start` rows, for some seconds. */
export async function measureLive(start: number, perSecond: number, seconds: number): Promise<Live> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const all = tableOf(start + perSecond * seconds);
  const plot = new PlotState();
  setTable(plot, firstRows(all, start));
  const component = mount(ParallelPlot, { target, props: { plot } });
  plot.toggleOverlay('histograms');
  plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 });
  while (target.querySelector<HTMLElement>('.drawing')?.dataset['busy'] !== 'false') await frame();
  // Wait for the setup task to end, so that it is not counted.
  await frame();
  await frame();
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  observer.observe({ type: 'longtask' });
  const began = performance.now();
  const arrivals = setInterval(() => {
    const arrived = Math.round(((performance.now() - began) / 1000) * perSecond);
    setTable(plot, firstRows(all, Math.min(all.length, start + arrived)));
  }, interval);
  const frames: number[] = [];
  let before = await frame();
  while (before - began < 1000 * seconds) {
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  clearInterval(arrivals);
  observer.disconnect();
  await unmount(component);
  await tick();
  frames.sort((a, b) => a - b);
  return {
    frame: frames[frames.length >> 1]!,
    longestFrame: frames.at(-1)!,
    longestTask: Math.max(0, ...tasks),
  };
}

/** A table with copied columns, as every update of a training run creates one. */
function firstRows({ columns, runIndex, recordIndex }: Table, length: number): Table {
  return {
    length,
    columns: columns.map((column) =>
      column.kind === 'number' ? { ...column, values: column.values.slice(0, length) } : column,
    ),
    runIndex: runIndex.slice(0, length),
    recordIndex: recordIndex.slice(0, length),
  };
}
