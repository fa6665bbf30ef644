import { mount, unmount } from 'svelte';
import type { NumberColumn, Table } from '../../history/index.ts';
import { initialTable, type TableSettings } from '../../src/page/table/settings.ts';
import TablePanel from '../../src/page/table/TablePanel.svelte';
import { collectGarbage, frame } from './presented.ts';

/** Milliseconds. */
export interface TableTimes {
  /** From a click on a column until the frame after the sorted rows were drawn. */
  readonly sort: number;
  /** Between frames while the table scrolls. */
  readonly scroll: readonly number[];
  /** Between frames while the table jumps to random places. */
  readonly jump: readonly number[];
}

const COLUMNS = 20;
const FRAMES = 120;
/** CSS pixels per frame: a fast wheel. */
const STEP = 100;

function tableOf(length: number): Table {
  return {
    length,
    columns: Array.from({ length: COLUMNS }, (_, at): NumberColumn => ({
      ...{ kind: 'number', name: `c${String(at)}`, role: 'metric', direction: 'max', absence: null },
      values: Float64Array.from({ length }, () => Math.random() - 0.5),
    })),
    runIndex: Uint32Array.from({ length }, (_, row) => row),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

const ignore = () => undefined;

/** Sorts and scrolls the table of the page with `count` rows and 20 columns of random numbers, at 1400×600. */
export async function measureTable(count: number): Promise<TableTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const table = tableOf(count);
  let settings = $state.raw<TableSettings>(initialTable);
  const component = mount(TablePanel, {
    target,
    props: {
      ...{ table, rows: Uint32Array.from({ length: count }, (_, row) => row) },
      ...{ hovered: null, pinned: [], color: () => 'black', name: String },
      ...{ onhover: ignore, onpin: ignore, onproblem: ignore },
      get settings() {
        return settings;
      },
      onsettings: (next) => (settings = next),
    },
  });
  await frame();
  await frame();
  collectGarbage();
  const began = performance.now();
  target.querySelector<HTMLElement>('th[data-name="c3"] button')!.click();
  await frame();
  const sort = (await frame()) - began;
  const scroller = target.querySelector<HTMLElement>('[role="region"]')!;
  const scroll = await measureFrames(() => (scroller.scrollTop += STEP));
  const jump = await measureFrames(() => (scroller.scrollTop = Math.random() * scroller.scrollHeight));
  await unmount(component);
  return { sort, scroll, jump };
}

async function measureFrames(act: () => unknown): Promise<number[]> {
  const times: number[] = [];
  let before = await frame();
  for (let i = 0; i < FRAMES; i++) {
    act();
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  return times;
}
