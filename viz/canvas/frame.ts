/** Calls back once before the next repaint, as `requestAnimationFrame` does. */
export type Schedule = (callback: () => void) => number;

/** One painter for many requests: however often a part is asked for, it is painted once, in the next frame. */
export interface Frame<Part extends string> {
  request(part: Part): void;
  cancel(): void;
}

/**
 * `paint` gets the parts that were asked for and gives back those that it has not finished; they are painted on in the
 * frame after.
 */
export function createFrame<Part extends string>(
  paint: (parts: ReadonlySet<Part>) => Iterable<Part>,
  schedule: Schedule,
  unschedule: (handle: number) => void,
): Frame<Part> {
  let requested = new Set<Part>();
  let handle: number | null = null;

  function run(): void {
    handle = null;
    const parts = requested;
    requested = new Set();
    for (const part of paint(parts)) request(part);
  }

  function request(part: Part): void {
    requested.add(part);
    handle ??= schedule(run);
  }

  function cancel(): void {
    if (handle !== null) unschedule(handle);
    handle = null;
    requested.clear();
  }

  return { request, cancel };
}
