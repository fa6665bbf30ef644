import type { RenderOptions, Plan, PlanInput } from '../core/raster/detail.ts';
import type { Strip } from '../core/raster/job.ts';
import type { LineScene } from '../core/raster/lines.ts';

/** Full-height part of a picture as a bitmap of the GPU; `x` is its left end in pixels of the result. */
export interface BitmapPatch {
  readonly x: number;
  readonly bitmap: ImageBitmap;
}

/** Part of a picture: pixels, or a bitmap on the GPU. */
export type Patch = Strip | BitmapPatch;

/** The transferable objects of patches. */
export function transferable(patches: readonly Patch[]): Transferable[] {
  return patches.map((patch) => ('bitmap' in patch ? patch.bitmap : patch.pixels.buffer));
}

/** A running drawing task. */
export interface RenderTask {
  /** Resolves to the parts of the picture, or to null if the task was cancelled. Rejects if drawing fails. */
  readonly done: Promise<readonly Patch[] | null>;
  cancel(): void;
}

/** Draws lines off the main thread. Arrays are sent once and kept while a client's latest scene uses them. */
export interface LineRenderer {
  /** Chooses how to draw a scene of this size. */
  plan(input: PlanInput): Plan;
  /** Draws the scene of a client (one layer). Arrays that only its previous scene used are released. */
  draw(client: object, scene: LineScene, options: RenderOptions): RenderTask;
  /** Releases the arrays that only this client uses. */
  release(client: object): void;
}
