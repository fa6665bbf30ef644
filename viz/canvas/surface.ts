import type { Patch } from '../drawing/renderer.ts';

/** Device pixels per CSS pixel. This file is the only one that draws in device pixels. */
export function devicePixelRatio(): number {
  return Math.max(1, window.devicePixelRatio);
}

/** Calls back when the ratio changes: by zoom, or on another screen. Gives back how to end it. */
export function watchPixelRatio(onChange: () => void): () => void {
  // A query tells of leaving one ratio only, so that each change needs a new one.
  const watch = () => {
    const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', change);
    return query;
  };
  let query = watch();

  function change(): void {
    query.removeEventListener('change', change);
    query = watch();
    onChange();
  }

  return () => query.removeEventListener('change', change);
}

/** Calls back when a canvas is empty because the browser had to make it anew. Gives back how to end it. */
export function watchRestored(canvas: HTMLCanvasElement, onRestored: () => void): () => void {
  canvas.addEventListener('contextrestored', onRestored);
  return () => canvas.removeEventListener('contextrestored', onRestored);
}

/**
 * Shows a picture on a canvas of this many pixels that style sheets size: they are stretched where the screen has others.
 * Afterwards its bitmaps are empty.
 */
export function showPatches(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  patches: readonly Patch[],
): void {
  resize(canvas, width, height);
  const context = contextOf(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const patch of patches) {
    if ('bitmap' in patch) {
      context.drawImage(patch.bitmap, patch.x, 0);
      patch.bitmap.close();
    } else {
      context.putImageData(new ImageData(patch.pixels, patch.width, patch.height), patch.x, 0);
    }
  }
}

/** An empty canvas of this many CSS pixels, at the screen's resolution, to be drawn on in CSS pixels. */
export function clearSurface(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const ratio = devicePixelRatio();
  resize(canvas, Math.round(width * ratio), Math.round(height * ratio));
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Setting the size clears a canvas and is slow, so it is only set when it differs. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no 2-D drawing context');
  return context;
}
