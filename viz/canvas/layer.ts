import type { Pass } from '../core/raster/detail.ts';
import type { LinePicture } from '../core/raster/lines.ts';
import type { Drawing, LineRenderer, Patch } from '../drawing/renderer.ts';

export interface LineLayerParams {
  readonly renderer: LineRenderer;
  readonly pixelRatio: () => number;
  /** Shows the parts of a picture, which has `pixelRatio` pixels per CSS pixel. */
  readonly show: (patches: readonly Patch[], picture: LinePicture, pixelRatio: number) => void;
  /** Called when the stage changes. */
  readonly onStage: () => void;
  /** Called once for each drawing that fails. */
  readonly onError: (error: unknown) => void;
}

/** How much of the last request is shown: nothing yet, a draft, all of it, or nothing because it could not be drawn. */
export type Stage = 'drawing' | 'draft' | 'whole' | 'failed';

type Outcome = 'shown' | 'cancelled' | 'failed';

/** Milliseconds that a picture may take before drafts are shown of those that follow. */
const patience = 16;
/** Milliseconds after a draft without a newer picture, after which the draft is finished. */
const restTime = 100;

/**
 * Draws one layer of lines. The newest picture wins: it replaces one that is waiting, and one of which a draft has been
 * shown. Any other is finished first, so that pictures follow each other while a brush is dragged and each is seen; they are
 * drawn in full once the drag rests. Pictures need drafts if the last one took long on this machine. A picture that cannot be
 * drawn is reported, and the layer goes on with the next one.
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

  /** @param last what became of the drawing before, if there was one */
  #next(last: Outcome = 'shown'): void {
    this.#wake();
    const picture = this.#wanted;
    if (picture === null) {
      this.#enter(last === 'failed' ? 'failed' : 'whole');
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
    const outcome = await this.#work(picture, draft, false);
    if (this.#wanted !== null || outcome === 'failed') {
      this.#next(outcome);
      return;
    }
    this.#enter('draft');
    this.#resting = setTimeout(() => void this.#finish(picture, final, true), restTime);
  }

  async #finish(picture: LinePicture, pass: Pass, wasSeen: boolean): Promise<void> {
    const began = performance.now();
    const outcome = await this.#work(picture, pass, wasSeen);
    if (outcome === 'shown') this.#lastTime = performance.now() - began;
    this.#next(outcome);
  }

  async #work(picture: LinePicture, pass: Pass, wasSeen: boolean): Promise<Outcome> {
    try {
      const work = this.#params.renderer.draw(this, picture, pass);
      this.#drawing = { wasSeen, work };
      const patches = await work.done;
      if (patches !== null) this.#params.show(patches, picture, pass.pixelRatio);
      return patches === null ? 'cancelled' : 'shown';
    } catch (error) {
      this.#params.onError(error);
      return 'failed';
    } finally {
      this.#drawing = null;
    }
  }
}
