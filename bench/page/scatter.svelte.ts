import { mount, unmount } from 'svelte';
import type { NumberColumn, Table } from '../../history/index.ts';
import { filterRows } from '../../viz/core/brush/filter.ts';
import { createColorScale } from '../../viz/core/color/color.ts';
import { Scatter, type ScatterBrush } from '../../viz/index.ts';
import { collectGarbage, timeToPicture } from './presented.ts';
import { filterOf } from './rectangle-filter.ts';
import { scatterPeers } from './peers/scatter.ts';

/** Milliseconds until the frame was presented; null if nothing was drawn. */
export interface ScatterTimes {
  readonly draw: number | null;
  readonly step: number | null;
}

/** Two correlated columns and one for colours, from 0 to 1. */
function columnsOf(count: number): Float64Array[] {
  const x = Float64Array.from({ length: count }, () => (Math.random() + Math.random()) / 2);
  const y = x.map((value) => 0.6 * value + 0.4 * Math.random());
  const color = x.map((value, row) => (value + y[row]!) / 2);
  return [x, y, color];
}

function tableOf(columns: readonly Float64Array[]): Table {
  const length = columns[0]!.length;
  return {
    length,
    columns: columns.map((values, at): NumberColumn => ({
      ...{ kind: 'number', name: `c${String(at)}`, role: 'metric', direction: 'none', absence: null, values },
    })),
    runIndex: Uint32Array.from({ length }, (_, row) => row),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

const ignore = () => undefined;

/** The rectangle of a step: from 0.2 to `end` on both axes. */
const endOf = (step: number) => 0.65 - step / 400;

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? null;

async function measureSteps(steps: number, brushTo: (end: number) => unknown): Promise<number | null> {
  const times: number[] = [];
  for (let step = 0; step < steps; step++) {
    const time = await timeToPicture(() => brushTo(endOf(step)));
    if (time !== null) times.push(time);
  }
  return median(times);
}

/** Draws `count` rows as a scatter plot with nothing known of the columns, and brushes a rectangle, filter included. */
export async function measureScatter(count: number, steps: number): Promise<ScatterTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const table = tableOf(columnsOf(count));
  const [x, y, color] = table.columns as [NumberColumn, NumberColumn, NumberColumn];
  const all = Uint32Array.from({ length: count }, (_, row) => row);
  let rows = $state.raw<Uint32Array>(all);
  let brush = $state.raw<ScatterBrush | null>(null);
  let component: Record<string, unknown> | undefined;
  collectGarbage();
  const draw = await timeToPicture(() => {
    component = mount(Scatter, {
      target,
      props: {
        ...{ table, x: { column: x }, y: { column: y }, colorScale: createColorScale(color, 'linear') },
        ...{ nameOf: String, hovered: null, onhover: ignore, pinned: [], onpin: ignore, onbrush: ignore },
        get rows() {
          return rows;
        },
        get brush() {
          return brush;
        },
      },
    });
  });
  const step = await measureSteps(steps, (end) => {
    const extent = { kind: 'range', min: 0.2, max: end } as const;
    brush = { x: extent, y: extent };
    rows = filterRows(table, filterOf([x.name, y.name], extent));
  });
  await unmount(component!);
  return { draw, step };
}

/** The same with a peer. */
export async function measureScatterPeer(name: string, count: number, steps: number): Promise<ScatterTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const peer = await scatterPeers[name]!();
  const act = peer.prepare(target, columnsOf(count));
  collectGarbage();
  const draw = await timeToPicture(act);
  const step = await measureSteps(steps, (end) => peer.brush(0.2, end));
  peer.end();
  return { draw, step };
}
