import { expect, it } from 'vitest';
import { LineLayer, type Stage } from '../../../viz/canvas/layer.ts';
import type { LineRenderer, Patch } from '../../../viz/drawing/renderer.ts';
import type { LineScene } from '../../../viz/core/raster/lines.ts';
import type { RenderOptions } from '../../../viz/core/raster/detail.ts';

const final: RenderOptions = { detail: { kind: 'lines' }, pixelRatio: 1 };
const draft: RenderOptions = { detail: { kind: 'lines' }, pixelRatio: 0.5 };

interface Request {
  readonly picture: LineScene;
  readonly resolve: (patches: readonly Patch[] | null) => void;
  readonly reject: (error: Error) => void;
}

/** A layer whose tasks the test resolves or rejects. */
function setUp(passes: { draft: RenderOptions | null; final: RenderOptions } = { draft: null, final }) {
  const requests: Request[] = [];
  const shown: LineScene[] = [];
  const errors: unknown[] = [];
  const stages: Stage[] = [];
  let throwNext: Error | null = null;
  const renderer: LineRenderer = {
    plan: () => passes,
    release: () => undefined,
    draw: (_, picture) => {
      if (throwNext !== null) {
        const error = throwNext;
        throwNext = null;
        throw error;
      }
      const done = new Promise<readonly Patch[] | null>((resolve, reject) =>
        requests.push({ picture, resolve, reject }),
      );
      return { done, cancel: () => undefined };
    },
  };
  const layer: LineLayer = new LineLayer({
    renderer,
    pixelRatio: () => 1,
    show: (_, picture) => void shown.push(picture),
    onStage: () => void stages.push(layer.stage),
    onError: (error) => void errors.push(error),
  });
  const throwAtOnce = (error: Error) => void (throwNext = error);
  return { layer, requests, shown, errors, stages, throwAtOnce };
}

function picture(): LineScene {
  return {
    ...{ width: 10, height: 10, top: 0, axisX: [0, 10], positions: [], rows: new Uint32Array(1) },
    colors: { kind: 'flat', color: [0, 0, 0] } as unknown as LineScene['colors'],
    style: {} as LineScene['style'],
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('reports a task that rejects once, and draws the next request', async () => {
  const { layer, requests, shown, errors } = setUp();
  layer.draw(picture());
  requests[0]!.reject(new Error('no memory'));
  await settled();
  expect(errors).toEqual([new Error('no memory')]);
  expect(layer.stage).toBe('failed');
  const next = picture();
  layer.draw(next);
  expect(layer.stage).toBe('drawing');
  requests[1]!.resolve([]);
  await settled();
  expect(shown).toEqual([next]);
  expect(layer.stage).toBe('whole');
  expect(errors).toHaveLength(1);
});

it('draws a scene that waits behind a task that rejects', async () => {
  const { layer, requests, shown, errors } = setUp();
  const waiting = picture();
  layer.draw(picture());
  layer.draw(waiting);
  requests[0]!.reject(new Error('no memory'));
  await settled();
  requests[1]!.resolve([]);
  await settled();
  expect(shown).toEqual([waiting]);
  expect(errors).toHaveLength(1);
  expect(layer.stage).toBe('whole');
});

it('treats a renderer that throws like a task that rejects', async () => {
  const { layer, requests, shown, errors, throwAtOnce } = setUp();
  throwAtOnce(new Error('not cloneable'));
  layer.draw(picture());
  await settled();
  expect(errors).toEqual([new Error('not cloneable')]);
  layer.draw(picture());
  requests[0]!.resolve([]);
  await settled();
  expect(shown).toHaveLength(1);
});

it('does not finish a draft that rejects', async () => {
  const passes: { draft: RenderOptions | null; final: RenderOptions } = { draft: null, final };
  const { layer, requests, shown, errors } = setUp(passes);
  // After a picture that took longer than a frame the layer begins with drafts.
  layer.draw(picture());
  const start = performance.now();
  while (performance.now() - start < 25);
  requests[0]!.resolve([]);
  await settled();
  passes.draft = draft;
  layer.draw(picture());
  requests[1]!.reject(new Error('no memory'));
  await settled();
  expect(layer.stage).toBe('failed');
  expect(requests).toHaveLength(2);
  expect([shown.length, errors.length]).toEqual([1, 1]);
});
