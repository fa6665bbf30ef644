import { planDrawing, type Pass } from '../core/raster/detail.ts';
import { rasterLines, type LinePicture, type Raster } from '../core/raster/lines.ts';

/** What is drawn on a layer, whatever the detail. */
export type LayerPicture = Omit<LinePicture, 'detail' | 'pixelRatio'>;

interface Job {
  readonly picture: LayerPicture;
  readonly isDraft: boolean;
  readonly steps: Iterator<void, Raster, void>;
}

/**
 * Draws one layer of lines over as many frames as it takes: a draft first when there is much to draw. A newer picture
 * takes the place of one that is being finished, but never of a draft: while somebody drags a brush, drafts follow each
 * other and each is seen.
 */
export class LineLayer {
  readonly #show: (raster: Raster) => void;
  readonly #pixelRatio: () => number;
  #wanted: LayerPicture | null = null;
  #job: Job | null = null;

  constructor(show: (raster: Raster) => void, pixelRatio: () => number) {
    this.#show = show;
    this.#pixelRatio = pixelRatio;
  }

  /** Asks for a picture; `work` draws it. */
  draw(picture: LayerPicture): void {
    this.#wanted = picture;
    if (this.#job !== null && !this.#job.isDraft && this.#passes(picture).draft !== null) this.#job = null;
  }

  /** Works until `isOver`, or until something is shown; gives back whether the layer is finished. */
  work(isOver: () => boolean): boolean {
    this.#job ??= this.#nextJob();
    if (this.#job === null) return true;
    do {
      const step = this.#job.steps.next();
      if (step.done) {
        this.#show(step.value);
        const { picture, isDraft } = this.#job;
        this.#job =
          isDraft && this.#wanted === null ? this.#start(picture, this.#passes(picture).final, false) : null;
        break;
      }
    } while (!isOver());
    return this.#job === null && this.#wanted === null;
  }

  #nextJob(): Job | null {
    const picture = this.#wanted;
    if (picture === null) return null;
    this.#wanted = null;
    const { draft, final } = this.#passes(picture);
    return this.#start(picture, draft ?? final, draft !== null);
  }

  #passes({ ink, width }: LayerPicture) {
    const pixelRatio = this.#pixelRatio();
    return planDrawing({ rows: ink.order.length, groups: ink.groups, width, pixelRatio });
  }

  #start(picture: LayerPicture, pass: Pass, isDraft: boolean): Job {
    return { picture, isDraft, steps: rasterLines({ ...picture, ...pass }) };
  }
}
