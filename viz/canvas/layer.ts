import type { Pass } from '../core/raster/detail.ts';
import type { LinePicture } from '../core/raster/lines.ts';
import type { Drawing, LineRenderer, Patch } from './renderer.ts';

export interface LineLayerParams {
  readonly renderer: LineRenderer;
  readonly pixelRatio: () => number;
  /** Shows parts of a picture that has so many pixels per CSS pixel. */
  readonly show: (patches: readonly Patch[], picture: LinePicture, pixelRatio: number) => void;
  /** Called when all that was asked for is shown. */
  readonly onIdle: () => void;
}

/** Milliseconds that a picture may take before a draft is shown first. */
const patience = 45;

/**
 * Draws one layer of lines. The newest picture wins: it takes the place of one that is waiting, and of one that has been
 * seen as a draft. Any other is finished first, so that while somebody drags a brush pictures follow each other and each is
 * seen. Whether pictures need drafts is told by how long the last one took on this machine.
 */
export class LineLayer {
  readonly #params: LineLayerParams;
  #wanted: LinePicture | null = null;
  #drawing: { readonly wasSeen: boolean; readonly work: Drawing } | null = null;
  #lastTime = 0;

  constructor(params: LineLayerParams) {
    this.#params = params;
  }

  get isIdle(): boolean {
    return this.#drawing === null && this.#wanted === null;
  }

  /** Asks for a picture. */
  draw(picture: LinePicture): void {
    this.#wanted = picture;
    if (this.#drawing === null) this.#next();
    else if (this.#drawing.wasSeen) this.#drawing.work.cancel();
  }

  /** Forgets what the layer's picture needs. */
  destroy(): void {
    this.#wanted = null;
    this.#drawing?.work.cancel();
    this.#params.renderer.leave(this);
  }

  get #isSlow(): boolean {
    return this.#lastTime > patience;
  }

  #next(): void {
    const picture = this.#wanted;
    if (picture === null) {
      this.#params.onIdle();
      return;
    }
    this.#wanted = null;
    const { draft, final } = this.#params.renderer.plan({
      rows: picture.rows.length,
      width: picture.width,
      pixelRatio: this.#params.pixelRatio(),
    });
    if (draft !== null && this.#isSlow) void this.#work(picture, draft, final);
    else void this.#work(picture, final, null);
  }

  /** Draws and shows a picture, then the same in `later`, unless a newer one is wanted by then. */
  async #work(picture: LinePicture, pass: Pass, later: Pass | null, wasSeen = false): Promise<void> {
    const { renderer, show } = this.#params;
    const began = performance.now();
    const work = renderer.draw(this, picture, pass);
    this.#drawing = { wasSeen, work };
    const patches = await work.done;
    this.#drawing = null;
    if (patches !== null) {
      if (later === null) this.#lastTime = performance.now() - began;
      show(patches, picture, pass.pixelRatio);
    }
    if (later !== null && this.#wanted === null) await this.#work(picture, later, null, true);
    else this.#next();
  }
}
