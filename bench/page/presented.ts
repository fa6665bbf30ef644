const marks = document.querySelector<HTMLElement>('#marks')!;
const waiting = new Map<string, (time: number) => void>();

new PerformanceObserver((list) => {
  for (const entry of list.getEntries() as (PerformanceEntry & {
    identifier: string;
    presentationTime: number;
  })[]) {
    waiting.get(entry.identifier)?.(entry.presentationTime);
    waiting.delete(entry.identifier);
  }
}).observe({ type: 'element' });

let last: { placed: number; shown: Promise<number> } = { placed: 0, shown: Promise.resolve(0) };
let isMarking = false;

/**
 * Adds a new text element to the page. The browser reports when the first frame with it was presented (Element Timing),
 * which is also the time of everything else drawn in that frame.
 */
function mark(): void {
  isMarking = false;
  const word = document.createElement('div');
  const name = `mark ${String(performance.now())}`;
  word.setAttribute('elementtiming', name);
  word.textContent = '.';
  marks.replaceChildren(word);
  last = { placed: performance.now(), shown: new Promise((resolve) => waiting.set(name, resolve)) };
}

function isVisible(canvas: HTMLCanvasElement | OffscreenCanvas): boolean {
  return canvas instanceof HTMLCanvasElement && canvas.isConnected && canvas.style.visibility !== 'hidden';
}

/** Makes every drawing call on a visible canvas add a mark in the same frame. */
function watch(prototype: object, names: readonly string[]): void {
  const methods = prototype as Record<
    string,
    (this: { canvas: HTMLCanvasElement }, ...args: never[]) => unknown
  >;
  for (const name of names) {
    const draw = methods[name]!;
    methods[name] = function (...args) {
      if (!isMarking && isVisible(this.canvas)) {
        isMarking = true;
        queueMicrotask(mark);
      }
      return draw.apply(this, args);
    };
  }
}

watch(CanvasRenderingContext2D.prototype, [
  ...['stroke', 'fill', 'fillRect', 'strokeRect', 'clearRect', 'drawImage', 'putImageData'],
]);
for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
  watch(prototype, ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'clear']);
}

/** Frees garbage of earlier drawings, so that it does not affect the next. Needs `--expose-gc`. */
export function collectGarbage(): void {
  (globalThis as unknown as { gc: () => void }).gc();
}

export const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Number of consecutive frames without a drawing, each within `maxFrameTime`, after which drawing is considered complete. */
const quietFrames = 12;
const maxFrameTime = 50;
/** Milliseconds to wait for a first drawing. */
const timeout = 3000;

/**
 * Milliseconds from the call of `act` until the presentation of the last frame in which something was drawn on a canvas;
 * null if nothing is drawn.
 */
export async function timeToPicture(act: () => unknown, isBusy = () => false): Promise<number | null> {
  await frame();
  const began = performance.now();
  act();
  let [quiet, before] = [0, performance.now()];
  while (quiet < quietFrames) {
    await frame();
    const now = performance.now();
    const isAwaited = last.placed < began && now - began < timeout;
    quiet =
      isAwaited || now - before > maxFrameTime || now - last.placed < maxFrameTime || isBusy()
        ? 0
        : quiet + 1;
    before = now;
  }
  return last.placed < began ? null : (await last.shown) - began;
}

/**
 * Milliseconds from the call of `act` until the presentation of the frame that was drawn when `drawn` resolves; null if
 * nothing was drawn.
 */
export async function timeUntil(act: () => unknown, drawn: () => Promise<void>): Promise<number | null> {
  await frame();
  await frame();
  const began = performance.now();
  act();
  await drawn();
  // The mark of the last drawing call is added in a microtask.
  await Promise.resolve();
  return last.placed < began ? null : (await last.shown) - began;
}

/** Milliseconds from the call of `act` until the next frame was presented, whatever is drawn in it. */
export async function timeToFrame(act: () => unknown): Promise<number> {
  await frame();
  const began = performance.now();
  act();
  // Components update in microtasks.
  await Promise.resolve();
  mark();
  return (await last.shown) - began;
}

/** Resolves after the next drawing on a visible canvas, or after a timeout. */
export async function nextDrawing(): Promise<void> {
  const { placed } = last;
  const began = performance.now();
  while (last.placed === placed && performance.now() - began < timeout / 10)
    await new Promise((resolve) => setTimeout(resolve));
}
