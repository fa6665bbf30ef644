import { mount, unmount } from 'svelte';
import type { Table } from '../../history/index.ts';
import { ParallelPlot, PlotState } from '../../viz/index.ts';
import { flushed, peers } from './peers.ts';

const AXES = 10;

/** The same numbers for all: axis `a` of row `r`, from 0 to 1, clustered and correlated as metrics are. */
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

const target = document.querySelector<HTMLElement>('#chart')!;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;

/** Resolves when the painter has drawn everything, drafts and final. */
async function drawn(): Promise<void> {
  do await frame();
  while (target.querySelector('[data-busy]')?.getAttribute('data-busy') !== 'false');
  await flushed(target);
}

/** Milliseconds, but for `memory`. */
export interface Ours {
  /** From columns to the whole picture. */
  readonly draw: number;
  /** Steps of a brush that is dragged, with histograms: until the picture is whole; the middle one and the longest. */
  readonly step: number;
  readonly longestStep: number;
  /** From a move of the pointer to the line that stands out. */
  readonly hover: number;
  /** The longest task of the page's own thread, from mounting to the last step; 0 when none is over 50. */
  readonly longestTask: number;
}

async function measureOurs(rows: number): Promise<Ours> {
  const table = tableOf(rows);
  const plot = new PlotState(table);
  await frame();
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  observer.observe({ type: 'longtask' });
  let began = performance.now();
  const component = mount(ParallelPlot, { target, props: { plot } });
  await drawn();
  const draw = performance.now() - began;
  plot.toggleMark('histograms');
  await drawn();
  const steps: number[] = [];
  for (let step = 0; step < 12; step++) {
    began = performance.now();
    plot.setBrush('c3', { kind: 'range', min: 0.2, max: 0.65 - step / 400 });
    await drawn();
    if (step > 1) steps.push(performance.now() - began);
  }
  const hovers: number[] = [];
  const box = target.querySelector('.drawing')!.getBoundingClientRect();
  for (let move = 0; move < 15; move++) {
    const [clientX, clientY] = [box.left + 300 + 31 * move, box.top + 150 + 17 * move];
    await frame();
    began = performance.now();
    target
      .querySelector('.drawing')!
      .dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }));
    // The move is answered in the frame that follows, and the answer painted in the same or the next.
    await frame();
    const waited = performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve));
    hovers.push(performance.now() - began - Math.min(waited, 16));
  }
  await frame();
  observer.disconnect();
  await unmount(component);
  return {
    draw,
    step: middle(steps),
    longestStep: Math.max(...steps),
    hover: middle(hovers),
    longestTask: Math.max(0, ...tasks),
  };
}

async function measurePeer(name: string, count: number): Promise<{ draw: number; step: number | null }> {
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: AXES }, (_, axis) => value(row, axis)),
  );
  const peer = peers[name]!();
  let began = performance.now();
  await peer.draw(target, rows);
  const draw = performance.now() - began;
  let step: number | null = null;
  if (peer.brush !== null) {
    began = performance.now();
    await peer.brush();
    step = performance.now() - began;
  }
  peer.end();
  return { draw, step };
}

Object.assign(window, { measureOurs, measurePeer });
