import { untrack } from 'svelte';
import type { PlotState } from '../state/plot.svelte.ts';
import type { Emitter } from './emitter.ts';
import { rangesOf } from '../view/by-column.ts';
import type { PlotEvents } from './types.ts';

export interface Reports {
  /** Changes the plot without an event: events are for changes made by people. */
  silently(change: () => void): void;
  /** Changes the data: an event is emitted only if other rows are selected now. */
  withSelection(change: () => void): void;
  destroy(): void;
}

interface Snapshot {
  readonly view: string;
  readonly filter: string;
  readonly axes: string;
  /** Whether a brush is being dragged. */
  readonly isBrushing: boolean;
  readonly selection: Uint32Array;
  readonly hovered: number | null;
  readonly pinned: readonly number[];
}

/** Emits events for what people change in the plot, afterwards and at most once for changes made together. */
export function createReports(plot: PlotState, emitter: Emitter<PlotEvents>): Reports {
  let last = untrack(() => snapshotOf(plot));

  function report(): void {
    const before = last;
    const now = (last = snapshotOf(plot));
    untrack(() => {
      const brushes = rangesOf(plot.view.brushes);
      if (now.isBrushing && !before.isBrushing) emitter.emit('brushstart', { brushes });
      if (now.filter !== before.filter) emitter.emit('brush', { brushes });
      if (now.selection !== before.selection && !isSame(now.selection, before.selection)) {
        emitter.emit('select', { rows: now.selection, total: plot.total });
      }
      if (now.axes !== before.axes) emitter.emit('order', { order: [...plot.axes] });
      if (now.pinned !== before.pinned) emitter.emit('pin', { rows: now.pinned });
      if (now.hovered !== before.hovered) emitter.emit('hover', { row: now.hovered });
      if (now.view !== before.view) emitter.emit('view', { view: plot.view });
      if (before.isBrushing && !now.isBrushing) emitter.emit('brushend', { brushes });
    });
  }

  function silently(change: () => void): void {
    untrack(() => {
      report();
      change();
      last = snapshotOf(plot);
    });
  }

  function withSelection(change: () => void): void {
    const { selection, total } = untrack(() => ({ selection: plot.selection, total: plot.total }));
    silently(change);
    const now = untrack(() => ({ selection: plot.selection, total: plot.total }));
    if (now.total === total && isSame(now.selection, selection)) return;
    emitter.emit('select', { rows: now.selection, total: now.total });
  }

  const destroy = $effect.root(() => {
    $effect(report);
  });
  return { silently, withSelection, destroy };
}

function snapshotOf(plot: PlotState): Snapshot {
  const { view, axes, selection, hovered, pinned, gesture } = plot;
  const { brushes, negated, angles, combine } = view;
  return {
    view: JSON.stringify(view),
    filter: JSON.stringify([brushes, negated, angles, combine]),
    axes: JSON.stringify(axes),
    isBrushing: gesture !== null && /^(?:ranges|angle) /.test(gesture),
    selection,
    hovered,
    pinned,
  };
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index]);
}
