import { mount, unmount } from 'svelte';
import { RunSet, type Table } from '../../../../history/index.ts';
import '../../../../src/page/app.css';
import { initialScatter, type ScatterSettings } from '../../../../src/page/scatter/settings.ts';
import { forkedRuns, sweep, sweepWithGaps } from './data.ts';
import ScatterPage from './ScatterPage.svelte';

export interface ShowOptions {
  readonly rows: number;
  readonly data?: 'sweep' | 'gaps' | 'words';
  readonly settings?: Partial<ScatterSettings>;
  readonly isForked?: boolean;
  readonly theme?: 'light' | 'dark';
}

declare global {
  interface Window {
    showScatter(options: ShowOptions): void;
  }
}

let shown: Record<string, unknown> | null = null;

function tableOf({ rows, data }: ShowOptions): Table {
  if (data === 'gaps') return sweepWithGaps(rows);
  const table = sweep(rows);
  return data === 'words'
    ? { ...table, columns: table.columns.filter(({ kind }) => kind === 'category') }
    : table;
}

window.showScatter = (options) => {
  if (shown !== null) void unmount(shown);
  document.documentElement.dataset.theme = options.theme ?? 'light';
  shown = mount(ScatterPage, {
    target: document.querySelector('main')!,
    props: {
      table: tableOf(options),
      set: options.isForked ? forkedRuns(options.rows) : RunSet.empty,
      colorBy: 'accuracy',
      settings: { ...initialScatter, ...options.settings },
    },
  });
};
