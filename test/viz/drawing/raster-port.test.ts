import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announceWorker, yieldToEventLoop } from '../../../history/scheduling/index.ts';
import { createPool } from '../../../viz/drawing/raster-pool.ts';
import { openPort } from '../../../viz/drawing/raster-port.ts';
import { createRasterService, isDrawingRequest } from '../../../viz/drawing/raster-service.ts';
import type { Patch } from '../../../viz/drawing/renderer.ts';
import type { RenderOptions } from '../../../viz/core/raster/detail.ts';
import { createEngine } from '../../../viz/core/raster/engine.ts';
import { flatColors } from '../../../viz/core/raster/row-colors.ts';
import type { LineScene } from '../../../viz/core/raster/lines.ts';
import { defaultStyle } from '../../../viz/core/raster/style.ts';
import { DEATHS, WorkerDouble, type Death } from '../../history/scheduling/worker-double.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const pass: RenderOptions = { detail: { kind: 'lines' }, pixelRatio: 1 };

function pictureOf(count: number): LineScene {
  const column = (shift: number) => Float32Array.from({ length: count }, (_, row) => (7 * row + shift) % 40);
  return {
    ...{ width: 60, height: 60, top: 10, axisX: [10, 50], positions: [column(0), column(11)] },
    rows: Uint32Array.from({ length: count }, (_, row) => row),
    colors: flatColors([40, 90, 160]),
    style: defaultStyle,
  };
}

/** A pool with one port, whose workers draw when the test releases them. */
function setUp({ hasScript } = { hasScript: true }) {
  const workers: WorkerDouble[] = [];
  const state = { isHeld: false, received: 0 };
  const create = () => {
    const script = (endpoint: MessagePort) => {
      const service = createRasterService(createEngine(), (reply) => {
        if (!state.isHeld) endpoint.postMessage(reply);
      });
      endpoint.addEventListener('message', ({ data }) => {
        if (!isDrawingRequest(data)) return;
        if (data.kind === 'draw') state.received++;
        service(data);
      });
      endpoint.start();
      void announceWorker({ endpoint, holdLock: false });
    };
    const worker = new WorkerDouble(hasScript ? script : null);
    workers.push(worker);
    return worker;
  };
  const pool = createPool((onReply) => [openPort(create, onReply)]);
  const draw = (picture: LineScene) => pool.draw({}, picture, pass);
  return { workers, state, draw };
}

const pixelsOf = (patches: readonly Patch[] | null) =>
  patches?.map((patch) => ('pixels' in patch ? [patch.x, ...patch.pixels] : []));

async function until(condition: () => boolean, death?: Death): Promise<void> {
  while (!condition()) {
    await yieldToEventLoop();
    if (death === 'falls silent') vi.advanceTimersByTime(500);
  }
}

describe.each(DEATHS)('a drawing worker that %s', (death) => {
  async function expected(count: number) {
    return pixelsOf(await setUp().draw(pictureOf(count)).done);
  }

  async function settled<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    promise.then(
      () => (isSettled = true),
      () => (isSettled = true),
    );
    await until(() => isSettled, death);
    return promise;
  }

  it('while starting is replaced by the page', async () => {
    const { workers, draw } = setUp({ hasScript: false });
    const { done } = draw(pictureOf(20));
    workers[0]!.die(death);
    expect(pixelsOf(await settled(done))).toEqual(await expected(20));
    expect(workers).toHaveLength(1);
  });

  it('while idle is replaced', async () => {
    const { workers, draw } = setUp();
    await settled(draw(pictureOf(5)).done);
    workers[0]!.die(death);
    expect(pixelsOf(await settled(draw(pictureOf(20)).done))).toEqual(await expected(20));
    expect(workers).toHaveLength(2);
  });

  it('while drawing is replaced by a new one that draws the scene', async () => {
    const { workers, state, draw } = setUp();
    await settled(draw(pictureOf(5)).done);
    state.isHeld = true;
    const { done } = draw(pictureOf(20));
    await until(() => state.received === 2);
    state.isHeld = false;
    workers[0]!.die(death);
    expect(pixelsOf(await settled(done))).toEqual(await expected(20));
    expect(workers).toHaveLength(2);
  });

  it('twice while drawing makes the task fail; the next scene is drawn', async () => {
    const { workers, state, draw } = setUp();
    await settled(draw(pictureOf(5)).done);
    state.isHeld = true;
    const { done } = draw(pictureOf(20));
    await until(() => state.received === 2);
    workers[0]!.die(death);
    await until(() => state.received === 3, death);
    workers[1]!.die(death);
    await expect(settled(done)).rejects.toThrow('the drawing worker');
    state.isHeld = false;
    expect(pixelsOf(await settled(draw(pictureOf(20)).done))).toEqual(await expected(20));
  });

  it('while a task is cancelled resolves it as cancelled', async () => {
    const { workers, state, draw } = setUp();
    await settled(draw(pictureOf(5)).done);
    state.isHeld = true;
    const { done, cancel } = draw(pictureOf(20));
    await until(() => state.received === 2);
    cancel();
    state.isHeld = false;
    workers[0]!.die(death);
    expect(await settled(done)).toBeNull();
  });
});
