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
 * Puts a new word on the page. The browser says when the frame was presented that shows it first (Element Timing), and so
 * everything else that was drawn by then.
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

function isSeen(canvas: HTMLCanvasElement | OffscreenCanvas): boolean {
  return canvas instanceof HTMLCanvasElement && canvas.isConnected && canvas.style.visibility !== 'hidden';
}

/** Has every drawing on a canvas that is seen followed by a mark in the same frame, whoever draws. */
function watch(prototype: object, names: readonly string[]): void {
  const methods = prototype as Record<
    string,
    (this: { canvas: HTMLCanvasElement }, ...args: never[]) => unknown
  >;
  for (const name of names) {
    const draw = methods[name]!;
    methods[name] = function (...args) {
      if (!isMarking && isSeen(this.canvas)) {
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

/** Frees what earlier drawings left behind, which is no part of those that are measured. The browser is told to offer it. */
export function collectGarbage(): void {
  (globalThis as unknown as { gc: () => void }).gc();
}

export const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Frames without a drawing, one soon after the other, after which nothing is expected to be drawn any more. */
const quietFrames = 12;
const soon = 50;
/** Whoever has drawn nothing by then draws nothing. */
const patience = 3000;

/**
 * Milliseconds from the call of `act` until that frame was presented in which something was drawn on a canvas for the last
 * time. Null where nothing is drawn.
 */
export async function timeToPicture(act: () => unknown, isBusy = () => false): Promise<number | null> {
  await frame();
  const began = performance.now();
  act();
  let [quiet, before] = [0, performance.now()];
  while (quiet < quietFrames) {
    await frame();
    const now = performance.now();
    const isAwaited = last.placed < began && now - began < patience;
    quiet = isAwaited || now - before > soon || now - last.placed < soon || isBusy() ? 0 : quiet + 1;
    before = now;
  }
  return last.placed < began ? null : (await last.shown) - began;
}

/**
 * Milliseconds from the call of `act` until the frame was presented that has what was drawn when `seen` resolves. Null where
 * nothing was drawn.
 */
export async function timeUntil(act: () => unknown, seen: () => Promise<void>): Promise<number | null> {
  await frame();
  await frame();
  const began = performance.now();
  act();
  await seen();
  // Whoever drew just now has been marked in a microtask since.
  await Promise.resolve();
  return last.placed < began ? null : (await last.shown) - began;
}

/** Resolves as soon as something was drawn that can be seen, or nothing is expected to be any more. */
export async function nextDrawing(): Promise<void> {
  const { placed } = last;
  const began = performance.now();
  while (last.placed === placed && performance.now() - began < patience / 10)
    await new Promise((resolve) => setTimeout(resolve));
}
