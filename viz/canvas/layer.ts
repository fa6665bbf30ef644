import type { RenderOptions } from '../core/raster/detail.ts';
import type { LineScene } from '../core/raster/lines.ts';
import type { RenderTask, LineRenderer, Patch } from '../drawing/renderer.ts';

export interface LineLayerParams {
  readonly renderer: LineRenderer;
  readonly pixelRatio: () => number;
  /** Shows the parts of a picture with `pixelRatio` pixels per CSS pixel. */
  readonly show: (patches: readonly Patch[], scene: LineScene, pixelRatio: number) => void;
  /** Called when the stage changes. */
  readonly onStage: () => void;
  /** Called once for each task that fails. */
  readonly onError: (error: unknown) => void;
}

/** State of the last request: not shown yet, shown as a draft, shown in full, or failed. */
export type Stage = 'drawing' | 'draft' | 'whole' | 'failed';

type Outcome = 'shown' | 'cancelled' | 'failed';

/** Milliseconds: if a picture takes longer, the next ones begin with a draft. */
const patience = 16;
/** Milliseconds without a newer request after which a draft is replaced by the full picture. */
const restTime = 100;

/**
 * Draws one layer of lines. The newest scene wins: it replaces a waiting one, and one whose draft is on screen. Any other
 * task is finished first, so that the picture keeps up with a dragged brush; it is drawn in full once the drag pauses.
 * Drafts are used if the last picture took long on this machine. After a failure, which is reported, the layer continues
 * with the next scene.
 */
export class LineLayer {
  readonly #params: LineLayerParams;
  #wanted: LineScene | null = null;
  #running: { readonly hasDraft: boolean; readonly task: RenderTask } | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;
  #stage: Stage = 'whole';
  #lastTime = 0;

  constructor(params: LineLayerParams) {
    this.#params = params;
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Requests a scene. */
  draw(scene: LineScene): void {
    this.#wanted = scene;
    this.#enter('drawing');
    if (this.#running?.hasDraft) this.#running.task.cancel();
    else if (this.#running === null) this.#next();
  }

  /** Cancels the running task and releases the layer's arrays. */
  destroy(): void {
    this.#wanted = null;
    this.#running?.task.cancel();
    this.#clearPause();
    this.#params.renderer.release(this);
  }

  #enter(stage: Stage): void {
    if (stage === this.#stage) return;
    this.#stage = stage;
    this.#params.onStage();
  }

  #clearPause(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
  }

  /** @param last outcome of the previous task, if there was one */
  #next(last: Outcome = 'shown'): void {
    this.#clearPause();
    const scene = this.#wanted;
    if (scene === null) {
      this.#enter(last === 'failed' ? 'failed' : 'whole');
      return;
    }
    this.#wanted = null;
    const { draft, final } = this.#params.renderer.plan({
      rows: scene.rows.length,
      width: scene.width,
      pixelRatio: this.#params.pixelRatio(),
      mode: scene.style.mode,
    });
    if (draft !== null && this.#lastTime > patience) void this.#drawDraft(scene, draft, final);
    else void this.#finish(scene, final, false);
  }

  /** Draws and shows a draft, then the full picture if nothing newer is requested during `restTime`. */
  async #drawDraft(scene: LineScene, draft: RenderOptions, final: RenderOptions): Promise<void> {
    const outcome = await this.#run(scene, draft, false);
    if (this.#wanted !== null || outcome === 'failed') {
      this.#next(outcome);
      return;
    }
    this.#enter('draft');
    this.#pause = setTimeout(() => void this.#finish(scene, final, true), restTime);
  }

  async #finish(scene: LineScene, options: RenderOptions, hasDraft: boolean): Promise<void> {
    const began = performance.now();
    const outcome = await this.#run(scene, options, hasDraft);
    if (outcome === 'shown') this.#lastTime = performance.now() - began;
    this.#next(outcome);
  }

  async #run(scene: LineScene, options: RenderOptions, hasDraft: boolean): Promise<Outcome> {
    try {
      const task = this.#params.renderer.draw(this, scene, options);
      this.#running = { hasDraft, task };
      const patches = await task.done;
      if (patches !== null) this.#params.show(patches, scene, options.pixelRatio);
      return patches === null ? 'cancelled' : 'shown';
    } catch (error) {
      this.#params.onError(error);
      return 'failed';
    } finally {
      this.#running = null;
    }
  }
}
