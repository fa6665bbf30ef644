import type { Pass } from '../core/raster/detail.ts';
import type { LinePicture } from '../core/raster/lines.ts';
import type { Drawing, LineRenderer, Patch } from './renderer.ts';

export interface LineLayerParams {
  readonly renderer: LineRenderer;
  readonly pixelRatio: () => number;
  /** Shows parts of a picture that has so many pixels per CSS pixel. */
  readonly show: (patches: readonly Patch[], picture: LinePicture, pixelRatio: number) => void;
  /** Called when the stage is another. */
  readonly onStage: () => void;
}

/** How much of what was asked for last is shown: nothing yet, a draft of it, or all. */
export type Stage = 'drawing' | 'draft' | 'whole';

/** Milliseconds that a picture may take before drafts are shown of those that follow. */
const patience = 16;
/** Milliseconds after a draft without a newer picture, after which the draft is finished. */
const restTime = 100;

/**
 * Draws one layer of lines. The newest picture wins: it takes the place of one that is waiting, and of one that has been
 * seen as a draft. Any other is finished first, so that while somebody drags a brush pictures follow each other and each is
 * seen; they are drawn finely once the drag rests. Whether pictures need drafts is told by how long the last one took on
 * this machine.
 */
export class LineLayer {
  readonly #params: LineLayerParams;
  #wanted: LinePicture | null = null;
  #drawing: { readonly wasSeen: boolean; readonly work: Drawing } | null = null;
  #resting: ReturnType<typeof setTimeout> | null = null;
  #stage: Stage = 'whole';
  #lastTime = 0;

  constructor(params: LineLayerParams) {
    this.#params = params;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Asks for a picture. */
  draw(picture: LinePicture): void {
    this.#wanted = picture;
    this.#enter('drawing');
    if (this.#drawing?.wasSeen) this.#drawing.work.cancel();
    else if (this.#drawing === null) this.#next();
  }

  /** Forgets what the layer's picture needs. */
  destroy(): void {
    this.#wanted = null;
    this.#drawing?.work.cancel();
    this.#wake();
    this.#params.renderer.leave(this);
  }

  #enter(stage: Stage): void {
    if (stage === this.#stage) return;
    this.#stage = stage;
    this.#params.onStage();
  }

  #wake(): void {
    if (this.#resting !== null) clearTimeout(this.#resting);
    this.#resting = null;
  }

  #next(): void {
    this.#wake();
    const picture = this.#wanted;
    if (picture === null) {
      this.#enter('whole');
      return;
    }
    this.#wanted = null;
    const { draft, final } = this.#params.renderer.plan({
      rows: picture.rows.length,
      width: picture.width,
      pixelRatio: this.#params.pixelRatio(),
    });
    if (draft !== null && this.#lastTime > patience) void this.#sketch(picture, draft, final);
    else void this.#finish(picture, final, false);
  }

  /** Draws and shows a draft, and `final` when nothing newer is wanted for a while. */
  async #sketch(picture: LinePicture, draft: Pass, final: Pass): Promise<void> {
    await this.#work(picture, draft, false);
    if (this.#wanted !== null) {
      this.#next();
      return;
    }
    this.#enter('draft');
    this.#resting = setTimeout(() => void this.#finish(picture, final, true), restTime);
  }

  async #finish(picture: LinePicture, pass: Pass, wasSeen: boolean): Promise<void> {
    const began = performance.now();
    const isShown = await this.#work(picture, pass, wasSeen);
    if (isShown) this.#lastTime = performance.now() - began;
    this.#next();
  }

  async #work(picture: LinePicture, pass: Pass, wasSeen: boolean): Promise<boolean> {
    const work = this.#params.renderer.draw(this, picture, pass);
    this.#drawing = { wasSeen, work };
    const patches = await work.done;
    this.#drawing = null;
    if (patches !== null) this.#params.show(patches, picture, pass.pixelRatio);
    return patches !== null;
  }
}
