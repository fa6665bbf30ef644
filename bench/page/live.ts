import { mount, tick, unmount } from 'svelte';
import type { Table } from '../../history/index.ts';
import { ParallelPlot, PlotState, setTable } from '../../viz/index.ts';
import { tableOf } from './data.ts';
import { frame } from './presented.ts';

/** Milliseconds. */
export interface Live {
  /** Between one frame and the next: the middle one and the longest. */
  readonly frame: number;
  readonly longestFrame: number;
  /** The longest task of the page's own thread; 0 when none is over 50. */
  readonly longestTask: number;
}

/** Milliseconds between two arrivals of rows. */
const pace = 50;

/** Has `perSecond` rows arrive at a brushed plot that begins with `start`, for some seconds. */
export async function measureLive(start: number, perSecond: number, seconds: number): Promise<Live> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const all = tableOf(start + perSecond * seconds);
  const plot = new PlotState();
  setTable(plot, firstRows(all, start));
  const component = mount(ParallelPlot, { target, props: { plot } });
  plot.toggleMark('histograms');
  plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 });
  while (target.querySelector<HTMLElement>('.drawing')?.dataset['busy'] !== 'false') await frame();
  // The task that made all this ends before those that are counted.
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
  }, pace);
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

/** A table of its own columns, as every piece of news of a training makes one. */
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
