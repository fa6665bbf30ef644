import type { Patch } from '../drawing/renderer.ts';

/** Device pixels per CSS pixel. This file is the only one that draws in device pixels. */
export function devicePixelRatio(): number {
  return Math.max(1, window.devicePixelRatio);
}

/** Calls `onChange` when the ratio changes, by zoom or on another screen. Returns a cleanup function. */
export function watchPixelRatio(onChange: () => void): () => void {
  // A query only reports that its own ratio no longer matches, so each change needs a new query.
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

/** Calls `onRestored` when the browser has restored a lost, now empty canvas. Returns a cleanup function. */
export function watchRestored(canvas: HTMLCanvasElement, onRestored: () => void): () => void {
  canvas.addEventListener('contextrestored', onRestored);
  return () => canvas.removeEventListener('contextrestored', onRestored);
}

/**
 * Shows a picture on a canvas of `width` × `height` pixels, which CSS scales to its box. Closes the bitmaps.
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

/** Clears a canvas of `width` × `height` CSS pixels at the screen's resolution. Returns its context in CSS pixels. */
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

/** Setting the size clears a canvas and is slow, so this sets it only if it differs. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser has no 2-D drawing context');
  return context;
}
