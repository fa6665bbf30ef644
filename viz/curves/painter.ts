import { runInSlices } from '../../history/scheduling/index.ts';
import type { CurvePicture } from '../core/curves/paint.ts';
import { backgroundSteps, curveSteps, workOf, type CurveBackground, type CurveScene } from './scene.ts';

/** Shows a picture; a draft is followed by the complete one. */
export type ShowPicture = (picture: CurvePicture, isDraft: boolean) => void;

/** What a painter takes from the browser. */
export interface PainterClock {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Calls `task` when the next frame is prepared. Returns a function that cancels it. */
  readonly onFrame: (task: () => void) => () => void;
}

const browserClock: PainterClock = {
  now: () => performance.now(),
  onFrame(task) {
    const request = requestAnimationFrame(task);
    return () => cancelAnimationFrame(request);
  },
};

/** Milliseconds: pictures that take longer get a draft, which takes about as long as given. */
const MAX_DIRECT = 16;
const DRAFT = 8;
const SLICE = 8;
/** Milliseconds per point or column of a curve: at first, and at most, since the first curves run uncompiled code. */
const FIRST_RATE = 4e-5;
const MAX_RATE = 1e-4;
/** Less work than this is over too quickly to measure. */
const MIN_MEASURED = 20_000;

/**
 * Paints curves. If all of them would take longer than a frame, a draft with an even sample of the curves is shown at
 * once, and the complete picture is painted in slices between events, unless another scene comes first.
 */
export class CurvePainter {
  readonly #show: ShowPicture;
  readonly #clock: PainterClock;
  /** The complete background that was painted last. */
  #behind: { readonly background: CurveBackground; readonly picture: CurvePicture } | null = null;
  #rate = FIRST_RATE;
  #cancel: (() => void) | null = null;

  constructor(show: ShowPicture, clock = browserClock) {
    this.#show = show;
    this.#clock = clock;
  }

  draw(scene: CurveScene): void {
    this.stop();
    const { background, layers } = scene;
    const { width } = background;
    const hasBackground = this.#behind?.background === background;
    const work = workOf(layers, width) + (hasBackground ? 0 : workOf(background.layers, width));
    const stride = work * this.#rate <= MAX_DIRECT ? 1 : Math.ceil((work * this.#rate) / DRAFT);
    const began = this.#clock.now();
    const picture = lastOf(this.#steps(scene, stride));
    if (work >= MIN_MEASURED) this.#rate = Math.min(MAX_RATE, ((this.#clock.now() - began) * stride) / work);
    this.#show(picture, stride > 1);
    if (stride === 1) return;
    this.#cancel = this.#clock.onFrame(() => {
      this.#cancel = runInSlices(this.#steps(scene, 1), (complete) => this.#show(complete, false), SLICE);
    });
  }

  /** Stops painting; a draft stays. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  *#steps(scene: CurveScene, stride: number): Generator<void, CurvePicture> {
    const { background } = scene;
    let behind = this.#behind?.background === background ? this.#behind.picture : null;
    if (behind === null) {
      behind = yield* backgroundSteps(background, stride);
      if (stride === 1) this.#behind = { background, picture: behind };
    }
    return yield* curveSteps(scene, behind, stride);
  }
}

function lastOf<Result>(steps: Iterator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
