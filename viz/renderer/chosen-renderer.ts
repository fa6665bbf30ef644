import type { LinePicture } from '../core/raster/lines.ts';
import type { Pass } from '../core/raster/detail.ts';
import { chooseRenderer, type DrawnBy, type RendererKind, type RendererOption } from './choice.ts';
import { sentenceOf, type Graphics } from './graphics.ts';
import type { Drawing, LineRenderer } from '../drawing/renderer.ts';

/** A renderer that is the GPU's or the processor's, whichever was chosen, and knows why. */
export interface ChosenRenderer extends LineRenderer {
  option: RendererOption;
  readonly drawnBy: DrawnBy;
  /** No longer tells of another choice. */
  destroy(): void;
}

export interface ChosenRendererParams {
  readonly graphics: Graphics;
  readonly option: RendererOption;
  /** Called when another one draws from here on, or for another reason. */
  readonly onChange: (drawnBy: DrawnBy, isOther: boolean) => void;
}

/** Lines times columns from which on it matters who draws. */
const worthTrial = 1e6;

/**
 * Chooses anew for each picture, so that a GPU that is lost is not missed: whoever wanted a picture of it gets the
 * processor's.
 */
export function createChosenRenderer({ graphics, option, onChange }: ChosenRendererParams): ChosenRenderer {
  const { cpu } = graphics;
  /** Whose memory holds the last picture of a client. */
  const homes = new WeakMap<object, RendererKind>();
  let wanted = option;
  let drawnBy = choose();
  const unlisten = graphics.listen(review);

  function choose(): DrawnBy {
    return chooseRenderer(wanted, graphics.state, graphics.trial);
  }

  function review(): void {
    const last = drawnBy;
    drawnBy = choose();
    if (drawnBy.reason !== last.reason) onChange(drawnBy, drawnBy.kind !== last.kind);
  }

  function current(): LineRenderer {
    return (drawnBy.kind === 'gpu' ? graphics.gpu : null) ?? cpu;
  }

  function draw(client: object, picture: LinePicture, pass: Pass): Drawing {
    if (wanted === 'gpu') void graphics.open();
    const renderer = current();
    const kind = renderer === cpu ? 'cpu' : 'gpu';
    if (homes.get(client) !== kind) (kind === 'cpu' ? graphics.gpu : cpu)?.leave(client);
    homes.set(client, kind);
    const drawing = renderer.draw(client, picture, pass);
    if (kind === 'gpu') return withFallback(drawing, client, picture, pass);
    return wanted === 'auto' ? withTrial(drawing, picture, pass) : drawing;
  }

  /** Once a picture of many lines is there, it is found out who draws such sooner. */
  function withTrial({ done, cancel }: Drawing, picture: LinePicture, { pixelRatio }: Pass): Drawing {
    const isWorth = picture.rows.length * picture.width * pixelRatio > worthTrial;
    const shown = done.then((patches) => {
      if (isWorth && patches !== null) void graphics.try(picture, pixelRatio);
      return patches;
    });
    return { done: shown, cancel };
  }

  /** The processor draws what the GPU could not, at the same resolution. */
  function withFallback(drawing: Drawing, client: object, picture: LinePicture, pass: Pass): Drawing {
    let isCancelled = false;
    let other: Drawing | null = null;
    const done = drawing.done.catch((error: unknown) => {
      graphics.fail(sentenceOf(error));
      if (isCancelled) return null;
      const { rows, width } = picture;
      const { final } = cpu.plan({ rows: rows.length, width, pixelRatio: pass.pixelRatio });
      homes.set(client, 'cpu');
      other = cpu.draw(client, picture, { ...final, pixelRatio: pass.pixelRatio });
      return other.done;
    });
    const cancel = () => {
      isCancelled = true;
      (other ?? drawing).cancel();
    };
    return { done, cancel };
  }

  return {
    plan: (input) => current().plan(input),
    draw,
    leave(client) {
      cpu.leave(client);
      graphics.gpu?.leave(client);
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
    destroy: unlisten,
  };
}
