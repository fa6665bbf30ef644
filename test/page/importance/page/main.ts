import { flushSync, mount } from 'svelte';
import '../../../../src/page/app.css';
import type { ImportanceSettings } from '../../../../src/page/importance/settings.ts';
import { makeStudy, type StudyOptions } from './study.ts';
import View from './View.svelte';

const options = JSON.parse(decodeURIComponent(location.hash.slice(1) || '{}')) as StudyOptions & {
  theme?: string;
};
document.documentElement.dataset.theme = options.theme ?? 'light';
const view = mount(View, { target: document.getElementById('view')!, props: { study: makeStudy(options) } });

Object.assign(window, {
  read: () => view.read() as { settings: ImportanceSettings; hovered: number | null },
  select: (rows: number[]) => {
    view.select(rows);
    flushSync();
  },
});
