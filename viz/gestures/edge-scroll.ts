import { clamp } from '../../history/index.ts';

export interface EdgeScrollParams {
  readonly scroller: HTMLElement;
  /** The direction in which to scroll. */
  readonly axis: () => 'x' | 'y';
  /** Called after each scroll with its distance in CSS pixels. */
  readonly onScroll: (by: number) => void;
}

export interface EdgeScroll {
  /** Scrolls in every frame while the pointer is near an edge of the scroller, or beyond it. */
  readonly follow: (pointer: { readonly clientX: number; readonly clientY: number }) => void;
  readonly stop: () => void;
}

/** Distance from the edge at which scrolling starts, and the maximum speed, in CSS pixels and CSS pixels per frame. */
const reach = 36;
const maxStep = 24;

/** Scrolls an element while a drag is near one of its edges, faster the nearer it is. */
export function createEdgeScroll({ scroller, axis, onScroll }: EdgeScrollParams): EdgeScroll {
  let handle: number | null = null;
  let step = 0;

  function follow({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): void {
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const [start, end, at] = axis() === 'x' ? [left, right, clientX] : [top, bottom, clientY];
    const beyond = Math.max(0, at - (end - reach)) - Math.max(0, start + reach - at);
    step = Math.round(clamp(beyond / reach, -1, 1) * maxStep);
    if (step === 0) stop();
    else handle ??= requestAnimationFrame(scroll);
  }

  function scroll(): void {
    handle = requestAnimationFrame(scroll);
    const property = axis() === 'x' ? 'scrollLeft' : 'scrollTop';
    const before = scroller[property];
    scroller[property] += step;
    const by = scroller[property] - before;
    if (by !== 0) onScroll(by);
  }

  function stop(): void {
    if (handle !== null) cancelAnimationFrame(handle);
    handle = null;
  }

  return { follow, stop };
}
