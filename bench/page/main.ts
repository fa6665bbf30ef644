import { measureBrushes, measureManyAxes } from './brushes.ts';
import { measureCurvePeer, measureCurves } from './curves.svelte.ts';
import { measureLive } from './live.ts';
import { measureMemory, measureOurs, openGpu } from './ours.ts';
import { measurePeer } from './peer-times.ts';
import { measureScatter, measureScatterPeer } from './scatter.svelte.ts';
import { measureArrays, measureStore } from './store.ts';
import { measureTable } from './table.svelte.ts';

Object.assign(window, {
  measureOurs,
  openGpu,
  measureMemory,
  measurePeer,
  measureLive,
  measureBrushes,
  measureManyAxes,
  measureStore,
  measureArrays,
  measureScatter,
  measureScatterPeer,
  measureCurves,
  measureCurvePeer,
  measureTable,
});
