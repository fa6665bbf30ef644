import type { LineScene } from '../core/raster/lines.ts';
import type { RenderOptions } from '../core/raster/detail.ts';
import { chooseRenderer, type DrawnBy, type RendererKind, type RendererOption } from './choice.ts';
import { sentenceOf, type Graphics } from './graphics.ts';
import type { RenderTask, LineRenderer } from '../drawing/renderer.ts';

/** A renderer that delegates to the GPU or the CPU. */
export interface ChosenRenderer extends LineRenderer {
  option: RendererOption;
  readonly drawnBy: DrawnBy;
  /** Stops reporting changes. */
  destroy(): void;
}

export interface ChosenRendererParams {
  readonly graphics: Graphics;
  readonly option: RendererOption;
  /** Called when the renderer (`hasSwitched`) or the reason for its choice changes. */
  readonly onChange: (drawnBy: DrawnBy, hasSwitched: boolean) => void;
}

/** Lines times columns above which the choice of renderer matters. */
const trialThreshold = 1e6;

/**
 * Creates a renderer that chooses for each scene. If the GPU fails or is lost, the CPU draws the pending scenes.
 */
export function createChosenRenderer({ graphics, option, onChange }: ChosenRendererParams): ChosenRenderer {
  const { cpu } = graphics;
  /** Which renderer stores the arrays of a client. */
  const homes = new WeakMap<object, RendererKind>();
  let wanted = option;
  let drawnBy = choose();
  const stopListening = graphics.listen(review);

  function choose(): DrawnBy {
    return chooseRenderer(wanted, graphics.state, graphics.trial, graphics.lacks);
  }

  function review(): void {
    const last = drawnBy;
    drawnBy = choose();
    if (drawnBy.reason !== last.reason) onChange(drawnBy, drawnBy.kind !== last.kind);
  }

  function current(): LineRenderer {
    return (drawnBy.kind === 'gpu' ? graphics.gpu : null) ?? cpu;
  }

  function draw(client: object, scene: LineScene, options: RenderOptions): RenderTask {
    if (wanted === 'gpu') void graphics.open();
    const renderer = current();
    const kind = renderer === cpu ? 'cpu' : 'gpu';
    if (homes.get(client) !== kind) (kind === 'cpu' ? graphics.gpu : cpu)?.release(client);
    homes.set(client, kind);
    const task = renderer.draw(client, scene, options);
    if (kind === 'gpu') return withFallback(task, client, scene, options);
    return wanted === 'auto' ? withTrial(task, scene, options) : task;
  }

  /** Starts the trial after a picture of many lines. */
  function withTrial(task: RenderTask, scene: LineScene, { pixelRatio }: RenderOptions): RenderTask {
    const isLarge = scene.rows.length * scene.width * pixelRatio > trialThreshold;
    const done = task.done.then((patches) => {
      if (isLarge && patches !== null) void graphics.try(scene, pixelRatio);
      return patches;
    });
    return { done, cancel: task.cancel };
  }

  /** If the GPU fails, the CPU draws the scene at the same resolution. */
  function withFallback(
    task: RenderTask,
    client: object,
    scene: LineScene,
    { pixelRatio }: RenderOptions,
  ): RenderTask {
    let isCancelled = false;
    let fallback: RenderTask | null = null;
    const done = task.done.catch((error: unknown) => {
      graphics.fail(sentenceOf(error));
      if (isCancelled) return null;
      const { rows, width, style } = scene;
      const { final } = cpu.plan({ rows: rows.length, width, pixelRatio, mode: style.mode });
      homes.set(client, 'cpu');
      fallback = cpu.draw(client, scene, { ...final, pixelRatio });
      return fallback.done;
    });
    const cancel = () => {
      isCancelled = true;
      (fallback ?? task).cancel();
    };
    return { done, cancel };
  }

  return {
    plan: (input) => current().plan(input),
    draw,
    release(client) {
      cpu.release(client);
      graphics.gpu?.release(client);
    },
    get option() {
      return wanted;
    },
    set option(next) {
      wanted = next;
      if (next === 'gpu') void graphics.open();
      review();
    },
    get drawnBy() {
      return drawnBy;
    },
    destroy: stopListening,
  };
}
