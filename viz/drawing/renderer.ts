import type { Pass, Plan, PlanInput } from '../core/raster/detail.ts';
import type { Strip } from '../core/raster/job.ts';
import type { LinePicture } from '../core/raster/lines.ts';

/** Part of a picture as the GPU gives it, from top to bottom: `x` is its left end in pixels of the result. */
export interface BitmapPatch {
  readonly x: number;
  readonly bitmap: ImageBitmap;
}

/** Part of a picture: pixels, or a bitmap that has them already on the GPU. */
export type Patch = Strip | BitmapPatch;

/** What of these is handed over, not copied, from thread to thread. */
export function transferable(patches: readonly Patch[]): Transferable[] {
  return patches.map((patch) => ('bitmap' in patch ? patch.bitmap : patch.pixels.buffer));
}

/** A picture that is being drawn. */
export interface Drawing {
  /** The whole picture in parts; null when it was cancelled. Rejects where it cannot be drawn. */
  readonly done: Promise<readonly Patch[] | null>;
  cancel(): void;
}

/** Draws pictures of lines beside the page. Arrays are sent once and kept while a client's latest picture has them. */
export interface LineRenderer {
  /** How it would draw a picture of so many lines. */
  plan(input: PlanInput): Plan;
  /** `client` stands for one layer: what only its picture before has needed is forgotten. */
  draw(client: object, picture: LinePicture, pass: Pass): Drawing;
  /** Forgets what only this client needs. */
  leave(client: object): void;
}
