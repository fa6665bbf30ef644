import { describe, expect, it } from 'vitest';
import {
  chooseRenderer,
  type DrawnBy,
  type GpuState,
  type RendererOption,
  type Trial,
} from '../../../viz/renderer/choice.ts';
import { createChosenRenderer } from '../../../viz/renderer/chosen-renderer.ts';
import { createGraphics, type Graphics } from '../../../viz/renderer/graphics.ts';
import type { Lack } from '../../../viz/drawing/raster-service.ts';
import type { LineRenderer, Patch } from '../../../viz/drawing/renderer.ts';
import { runTrial } from '../../../viz/renderer/trial.ts';
import {
  densityDraft,
  fullDensity,
  planDrawing,
  type RenderOptions,
} from '../../../viz/core/raster/detail.ts';
import { flatColors } from '../../../viz/core/raster/row-colors.ts';
import type { LineScene } from '../../../viz/core/raster/lines.ts';
import { isSoftware } from '../../../viz/gpu/context.ts';
import { createGpuPlanner } from '../../../viz/gpu/planner.ts';

const available: GpuState = { kind: 'available', name: 'NVIDIA GeForce' };
const unavailable: GpuState = { kind: 'unavailable', reason: 'this browser has no WebGL 2' };
const software: GpuState = { kind: 'available', name: 'ANGLE (Google, SwiftShader)' };
const quickGpu: Trial = { gpu: 3.21, cpu: 40.4, rows: 4000 };
const quickCpu: Trial = { gpu: 90, cpu: 40.4, rows: 4000 };

describe('chooseRenderer', () => {
  it.each<[RendererOption, GpuState, Trial | null, 'gpu' | 'cpu', RegExp]>([
    ['cpu', available, quickGpu, 'cpu', /requested/],
    ['gpu', available, quickCpu, 'gpu', /requested \(NVIDIA GeForce\)/],
    ['gpu', { kind: 'available', name: '' }, null, 'gpu', /requested\.$/],
    ['gpu', software, null, 'gpu', /requested/],
    ['gpu', { kind: 'unknown' }, null, 'cpu', /being opened/],
    ['gpu', unavailable, null, 'cpu', /no WebGL 2/],
    ['auto', unavailable, quickGpu, 'cpu', /no WebGL 2/],
    ['auto', software, null, 'cpu', /rendered in software here \(ANGLE/],
    ['auto', available, null, 'cpu', /too few/],
    ['auto', available, quickGpu, 'gpu', /For 4,000 lines the GPU took 3\.2 ms, the CPU 40 ms/],
    ['auto', available, quickCpu, 'cpu', /GPU took 90 ms/],
  ])('%s with %o after %o is the %s', (option, gpu, trial, kind, reason) => {
    const chosen = chooseRenderer(option, gpu, trial);
    expect(chosen.kind).toBe(kind);
    expect(chosen.reason).toMatch(reason);
  });

  it.each<[Lack[], RendererOption, RegExp]>([
    [['workers'], 'auto', /does not allow workers: it draws the lines itself\.$/],
    [['WebAssembly'], 'cpu', /does not allow WebAssembly: JavaScript draws/],
    [['workers', 'WebAssembly'], 'auto', /neither workers nor WebAssembly: it draws the lines itself, which/],
  ])('without %o, %s is the CPU with restrictions', (lacks, option, reason) => {
    const chosen = chooseRenderer(option, available, null, lacks);
    expect(chosen).toEqual({ kind: 'cpu', reason: expect.stringMatching(reason), isRestricted: true });
    expect(chooseRenderer('gpu', available, null, lacks).isRestricted).toBeUndefined();
  });

  it.each([
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
    ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
    ['Apple Software Renderer', true],
    ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 620)', false],
    ['Apple GPU', false],
    ['', false],
  ])('%s: drawn without a GPU: %s', (name, is) => expect(isSoftware(name)).toBe(is));
});

const sceneOf = (length: number): LineScene => ({
  width: 1000,
  height: 400,
  top: 10,
  axisX: [0, 1000],
  positions: [new Float32Array(length), new Float32Array(length)],
  rows: Uint32Array.from({ length }, (_, row) => row),
  colors: flatColors([0, 0, 0]),
  style: { width: 1, opacity: null, curve: 0, mode: 'auto' },
});

/** A renderer that advances its own clock by `times()` per scene and records the requests. */
function fakeRenderer(clock: { time: number }, times: () => number) {
  const drawn: { scene: LineScene; options: RenderOptions }[] = [];
  const released: object[] = [];
  let failure: Error | null = null;
  const renderer: LineRenderer = {
    plan: planDrawing,
    draw: (_, scene, options) => {
      drawn.push({ scene, options });
      clock.time += times();
      const patches: readonly Patch[] = [];
      return {
        done: failure === null ? Promise.resolve(patches) : Promise.reject(failure),
        cancel: () => undefined,
      };
    },
    release: (client) => released.push(client),
  };
  return { renderer, drawn, released, fail: (error: Error | null) => (failure = error) };
}

describe('runTrial', () => {
  it('has both draw the same sample in turns and returns the median times without the first', async () => {
    const clock = { time: 0 };
    const gpuTimes = [500, 4, 90, 6];
    const gpu = fakeRenderer(clock, () => gpuTimes.shift()!);
    const cpu = fakeRenderer(clock, () => 20);
    const trial = await runTrial({
      gpu: gpu.renderer,
      cpu: cpu.renderer,
      scene: sceneOf(100_000),
      pixelRatio: 1,
      now: () => clock.time,
      idle: () => Promise.resolve(),
    });
    expect(trial).toEqual({ gpu: 6, cpu: 20, rows: 2000 });
    const rows = new Set([...gpu.drawn, ...cpu.drawn].map(({ scene: { rows: own } }) => own));
    expect(rows.size).toBe(1);
    expect([...rows][0]!.at(-1)).toBe(99_950);
    expect([gpu.released.length, cpu.released.length]).toEqual([1, 1]);
  });

  it('ends early if the GPU is far slower', async () => {
    const clock = { time: 0 };
    const [gpu, cpu] = [fakeRenderer(clock, () => 900), fakeRenderer(clock, () => 20)];
    const idle = () => Promise.resolve();
    const both = { gpu: gpu.renderer, cpu: cpu.renderer, scene: sceneOf(100), pixelRatio: 1 };
    const trial = await runTrial({ ...both, now: () => clock.time, idle });
    expect(trial).toEqual({ gpu: 900, cpu: 20, rows: 100 });
    expect(gpu.drawn.length).toBe(2);
  });
});

/** A page whose GPU can be lost. */
function page(name: string, gpuTime = 5) {
  const clock = { time: 0 };
  const cpu = fakeRenderer(clock, () => 40);
  const gpu = fakeRenderer(clock, () => gpuTime);
  const losses: (() => void)[] = [];
  const waits: (() => void)[] = [];
  const graphics: Graphics = createGraphics({
    openGpu: () =>
      Promise.resolve({
        name,
        renderer: gpu.renderer,
        lost: new Promise<void>((lose) => losses.push(lose)),
      }),
    cpu: cpu.renderer,
    now: () => clock.time,
    idle: () => Promise.resolve(),
    wait: () => new Promise<void>((resolve) => waits.push(resolve)),
  });
  return { graphics, cpu, gpu, losses, waits };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const options: RenderOptions = { detail: { kind: 'lines' }, pixelRatio: 1 };

describe('a chosen renderer', () => {
  it('reports once what the page does not allow', () => {
    const { graphics } = page('NVIDIA GeForce');
    const changes: DrawnBy[] = [];
    createChosenRenderer({ graphics, option: 'auto', onChange: (drawnBy) => changes.push(drawnBy) });
    for (const lacks of [['workers'], ['workers'], ['workers', 'WebAssembly'], ['WebAssembly']] as const) {
      graphics.restrict(lacks);
    }
    expect(changes.map(({ isRestricted }) => isRestricted)).toEqual([true, true]);
    expect(changes[1]!.reason).toContain('neither workers nor WebAssembly');
  });

  it('draws on the CPU first, tries both for many lines, and switches to the faster one', async () => {
    const { graphics, cpu, gpu } = page('NVIDIA GeForce');
    const changes: boolean[] = [];
    const chosen = createChosenRenderer({
      graphics,
      option: 'auto',
      onChange: (_, isOther) => changes.push(isOther),
    });
    const client = {};
    await chosen.draw(client, sceneOf(10), options).done;
    await settle();
    expect([cpu.drawn.length, gpu.drawn.length]).toEqual([1, 0]);
    await chosen.draw(client, sceneOf(5000), options).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
    expect(changes).toEqual([true]);
    const before = gpu.drawn.length;
    await chosen.draw(client, sceneOf(5000), options).done;
    expect(gpu.drawn.length).toBe(before + 1);
    // The CPU renderer has released the rows.
    expect(cpu.released).toContain(client);
  });

  it('does not try software rendering, and tries once for all plots', async () => {
    const soft = page('SwiftShader');
    const one = createChosenRenderer({ graphics: soft.graphics, option: 'auto', onChange: () => undefined });
    await one.draw({}, sceneOf(5000), options).done;
    await settle();
    expect(one.drawnBy).toEqual({ kind: 'cpu', reason: 'WebGL is rendered in software here (SwiftShader).' });
    expect(soft.gpu.drawn).toEqual([]);

    const real = page('Radeon', 99);
    for (let plot = 0; plot < 2; plot++) {
      const other = createChosenRenderer({
        graphics: real.graphics,
        option: 'auto',
        onChange: () => undefined,
      });
      await other.draw({}, sceneOf(5000), options).done;
      await settle();
      expect(other.drawnBy.kind).toBe('cpu');
      expect(real.gpu.drawn.length).toBe(4);
    }
  });

  it('falls back to the CPU when the GPU is lost, and opens the GPU three times in all', async () => {
    const { graphics, cpu, gpu, losses, waits } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'gpu', onChange: () => undefined });
    const client = {};
    await chosen.draw(client, sceneOf(10), options).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
    gpu.fail(new Error('lost'));
    const before = cpu.drawn.length;
    const wide: RenderOptions = { detail: { kind: 'lines' }, pixelRatio: 2 };
    expect(await chosen.draw(client, sceneOf(50_000), wide).done).toEqual([]);
    // The CPU plans anew, at the requested resolution.
    expect(cpu.drawn.slice(before).map((each) => each.options)).toEqual([
      { detail: fullDensity, pixelRatio: 2 },
    ]);
    for (const isLast of [false, false, true]) {
      losses.at(-1)!();
      await settle();
      expect(chosen.drawnBy).toEqual({
        kind: 'cpu',
        reason: 'The GPU cannot be used: its context was lost.',
      });
      waits.at(-1)!();
      await settle();
      expect(chosen.drawnBy.kind).toBe(isLast ? 'cpu' : 'gpu');
    }
  });

  it('stops using a requested GPU that cannot draw, with the reason', async () => {
    const { graphics, cpu, gpu } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'gpu', onChange: () => undefined });
    await graphics.open();
    gpu.fail(new Error('33554433 rows are more than the graphics driver takes'));
    for (let drawing = 0; drawing < 2; drawing++) {
      expect(await chosen.draw({}, sceneOf(10), options).done).toEqual([]);
    }
    expect(chosen.drawnBy).toEqual({
      kind: 'cpu',
      reason: 'The GPU cannot be used: 33554433 rows are more than the graphics driver takes.',
    });
    expect([gpu.drawn.length, cpu.drawn.length]).toEqual([1, 2]);
  });

  it('does not use a GPU again that failed in its trial', async () => {
    const { graphics, cpu, gpu } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'auto', onChange: () => undefined });
    gpu.fail(new Error('Error: the graphics driver cannot link the program: 0:1 syntax'));
    for (let drawing = 0; drawing < 2; drawing++) {
      expect(await chosen.draw({}, sceneOf(5000), options).done).toEqual([]);
      await settle();
    }
    expect(chosen.drawnBy).toEqual({
      kind: 'cpu',
      reason: 'The GPU cannot be used: the graphics driver cannot link the program: 0:1 syntax.',
    });
    expect([gpu.drawn.length, cpu.drawn.length]).toEqual([1, 2]);
    chosen.option = 'gpu';
    expect(await chosen.draw({}, sceneOf(5000), options).done).toEqual([]);
    expect(gpu.drawn.length).toBe(1);
  });

  it('repeats a trial in which the GPU was lost once the GPU is back', async () => {
    const { graphics, gpu, losses, waits } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'auto', onChange: () => undefined });
    gpu.fail(new Error('the drawing context is lost'));
    await chosen.draw({}, sceneOf(5000), options).done;
    await settle();
    losses[0]!();
    await settle();
    expect(chosen.drawnBy.reason).toBe('The GPU cannot be used: its context was lost.');
    gpu.fail(null);
    waits[0]!();
    await settle();
    await chosen.draw({}, sceneOf(5000), options).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
  });

  it('reports no changes after it is destroyed', async () => {
    const { graphics } = page('Radeon');
    const chosen = createChosenRenderer({
      graphics,
      option: 'gpu',
      onChange: () => expect.unreachable('it is gone'),
    });
    chosen.destroy();
    await graphics.open();
    expect(graphics.state.kind).toBe('available');
  });
});

describe('the plans of the CPU', () => {
  const lines = { kind: 'lines' };
  const draft = { detail: densityDraft, pixelRatio: 1 };

  it.each([
    ['few lines without a draft', 1000, { draft: null, final: { detail: lines, pixelRatio: 2 } }],
    ['many lines after a draft', 25_000, { draft, final: { detail: lines, pixelRatio: 2 } }],
    ['density after a draft', 25_001, { draft, final: { detail: fullDensity, pixelRatio: 1 } }],
  ])('draw %s', (_, rows, plan) => {
    expect(planDrawing({ rows, width: 1400, pixelRatio: 2, mode: 'auto' })).toEqual(plan);
  });
});

describe('the plans of a GPU', () => {
  const input = { rows: 50_000, width: 1400, pixelRatio: 2, mode: 'auto' } as const;
  const lines = { kind: 'lines' };

  it.each([
    ['few lines', { rows: 20_000 }, lines],
    ['many lines as density', {}, fullDensity],
    ['many lines where lines are asked for', { mode: 'lines' as const }, lines],
    ['few lines where density is asked for', { rows: 10, mode: 'density' as const }, fullDensity],
  ])("draw %s at the device's resolution", (_, change, detail) => {
    const { final } = createGpuPlanner().plan({ ...input, ...change });
    expect(final).toEqual({ detail, pixelRatio: 2 });
  });

  it('have a draft if lines take long', () => {
    const planner = createGpuPlanner();
    expect(planner.plan({ ...input, rows: 100 }).draft).toBeNull();
    for (let round = 0; round < 20; round++) planner.learn(1e7, 2);
    expect(planner.plan({ ...input, rows: 20_000 }).draft).toBeNull();
    for (let round = 0; round < 20; round++) planner.learn(1e7, 2000);
    expect(planner.plan({ ...input, rows: 20_000 }).draft).toEqual({ detail: densityDraft, pixelRatio: 1 });
  });

  it('ignore small pictures, whose time is that of the transfer', () => {
    const planner = createGpuPlanner();
    for (let round = 0; round < 50; round++) planner.learn(500, 30);
    expect(planner.plan({ rows: 4000, width: 1000, pixelRatio: 1, mode: 'auto' }).draft).toBeNull();
  });
});
