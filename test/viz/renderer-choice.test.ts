import { describe, expect, it } from 'vitest';
import { chooseRenderer, type GpuState, type RendererOption, type Trial } from '../../viz/renderer/choice.ts';
import { createChosenRenderer } from '../../viz/renderer/chosen-renderer.ts';
import { createGraphics, type Graphics } from '../../viz/renderer/graphics.ts';
import type { LineRenderer, Patch } from '../../viz/drawing/renderer.ts';
import { runTrial } from '../../viz/renderer/trial.ts';
import { planDrawing, type Pass } from '../../viz/core/raster/detail.ts';
import { flatColors } from '../../viz/core/raster/ink.ts';
import type { LinePicture } from '../../viz/core/raster/lines.ts';
import { isSoftware } from '../../viz/gpu/context.ts';
import { createGpuPlanner } from '../../viz/gpu/planner.ts';

const there: GpuState = { kind: 'there', name: 'NVIDIA GeForce' };
const missing: GpuState = { kind: 'missing', reason: 'this browser gives no WebGL 2' };
const software: GpuState = { kind: 'there', name: 'ANGLE (Google, SwiftShader)' };
const quickGpu: Trial = { gpu: 3.21, cpu: 40.4, rows: 4000 };
const quickCpu: Trial = { gpu: 90, cpu: 40.4, rows: 4000 };

describe('chooseRenderer', () => {
  it.each<[RendererOption, GpuState, Trial | null, 'gpu' | 'cpu', RegExp]>([
    ['cpu', there, quickGpu, 'cpu', /asked for/],
    ['gpu', there, quickCpu, 'gpu', /asked for \(NVIDIA GeForce\)/],
    ['gpu', { kind: 'there', name: '' }, null, 'gpu', /asked for\.$/],
    ['gpu', software, null, 'gpu', /asked for/],
    ['gpu', { kind: 'unknown' }, null, 'cpu', /being opened/],
    ['gpu', missing, null, 'cpu', /no WebGL 2/],
    ['auto', missing, quickGpu, 'cpu', /no WebGL 2/],
    ['auto', software, null, 'cpu', /without a GPU here \(ANGLE/],
    ['auto', there, null, 'cpu', /too few/],
    ['auto', there, quickGpu, 'gpu', /For 4,000 lines the GPU took 3\.2 ms, the processor 40 ms/],
    ['auto', there, quickCpu, 'cpu', /GPU took 90 ms/],
  ])('%s with %o after %o is the %s', (option, gpu, trial, kind, reason) => {
    const chosen = chooseRenderer(option, gpu, trial);
    expect(chosen.kind).toBe(kind);
    expect(chosen.reason).toMatch(reason);
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

const picture = (length: number): LinePicture => ({
  width: 1000,
  height: 400,
  top: 10,
  axisX: [0, 1000],
  positions: [new Float32Array(length), new Float32Array(length)],
  rows: Uint32Array.from({ length }, (_, row) => row),
  colors: flatColors([0, 0, 0]),
  style: { width: 1, opacity: null, curve: 0 },
});

/** A renderer that takes this long by a clock of its own, and remembers what was asked of it. */
function pretend(clock: { time: number }, times: () => number) {
  const drawn: { picture: LinePicture; pass: Pass }[] = [];
  const left: object[] = [];
  let failure: Error | null = null;
  const renderer: LineRenderer = {
    plan: planDrawing,
    draw: (_, wanted, pass) => {
      drawn.push({ picture: wanted, pass });
      clock.time += times();
      const patches: readonly Patch[] = [];
      return {
        done: failure === null ? Promise.resolve(patches) : Promise.reject(failure),
        cancel: () => undefined,
      };
    },
    leave: (client) => left.push(client),
  };
  return { renderer, drawn, left, fail: (error: Error | null) => (failure = error) };
}

describe('runTrial', () => {
  it('has both draw the same few rows in turns and takes the middle of the times after the first', async () => {
    const clock = { time: 0 };
    const gpuTimes = [500, 4, 90, 6];
    const gpu = pretend(clock, () => gpuTimes.shift()!);
    const cpu = pretend(clock, () => 20);
    const trial = await runTrial({
      gpu: gpu.renderer,
      cpu: cpu.renderer,
      picture: picture(100_000),
      pixelRatio: 1,
      now: () => clock.time,
      rest: () => Promise.resolve(),
    });
    expect(trial).toEqual({ gpu: 6, cpu: 20, rows: 2000 });
    const rows = new Set([...gpu.drawn, ...cpu.drawn].map(({ picture: { rows: own } }) => own));
    expect(rows.size).toBe(1);
    expect([...rows][0]!.at(-1)).toBe(99_950);
    expect([gpu.left.length, cpu.left.length]).toEqual([1, 1]);
  });

  it('is short where the GPU is out of the question', async () => {
    const clock = { time: 0 };
    const [gpu, cpu] = [pretend(clock, () => 900), pretend(clock, () => 20)];
    const rest = () => Promise.resolve();
    const both = { gpu: gpu.renderer, cpu: cpu.renderer, picture: picture(100), pixelRatio: 1 };
    const trial = await runTrial({ ...both, now: () => clock.time, rest });
    expect(trial).toEqual({ gpu: 900, cpu: 20, rows: 100 });
    expect(gpu.drawn.length).toBe(2);
  });
});

/** A page whose GPU can be taken away. */
function page(name: string, gpuTime = 5) {
  const clock = { time: 0 };
  const cpu = pretend(clock, () => 40);
  const gpu = pretend(clock, () => gpuTime);
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
    rest: () => Promise.resolve(),
    wait: () => new Promise<void>((resolve) => waits.push(resolve)),
  });
  return { graphics, cpu, gpu, losses, waits };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const pass: Pass = { detail: { kind: 'spans', passes: 1 }, pixelRatio: 1 };

describe('a chosen renderer', () => {
  it('draws at once by the processor, has a trial where lines are many, and goes over to whoever won', async () => {
    const { graphics, cpu, gpu } = page('NVIDIA GeForce');
    const changes: boolean[] = [];
    const chosen = createChosenRenderer({
      graphics,
      option: 'auto',
      onChange: (_, isOther) => changes.push(isOther),
    });
    const client = {};
    await chosen.draw(client, picture(10), pass).done;
    await settle();
    expect([cpu.drawn.length, gpu.drawn.length]).toEqual([1, 0]);
    await chosen.draw(client, picture(5000), pass).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
    expect(changes).toEqual([true]);
    const before = gpu.drawn.length;
    await chosen.draw(client, picture(5000), pass).done;
    expect(gpu.drawn.length).toBe(before + 1);
    // The processor need not keep the rows any more.
    expect(cpu.left).toContain(client);
  });

  it('has no trial of a GPU that is none, nor a second one for another plot', async () => {
    const soft = page('SwiftShader');
    const one = createChosenRenderer({ graphics: soft.graphics, option: 'auto', onChange: () => undefined });
    await one.draw({}, picture(5000), pass).done;
    await settle();
    expect(one.drawnBy).toEqual({ kind: 'cpu', reason: 'WebGL draws without a GPU here (SwiftShader).' });
    expect(soft.gpu.drawn).toEqual([]);

    const real = page('Radeon', 99);
    for (let plot = 0; plot < 2; plot++) {
      const other = createChosenRenderer({
        graphics: real.graphics,
        option: 'auto',
        onChange: () => undefined,
      });
      await other.draw({}, picture(5000), pass).done;
      await settle();
      expect(other.drawnBy.kind).toBe('cpu');
      expect(real.gpu.drawn.length).toBe(4);
    }
  });

  it('gives the picture of the processor when the GPU is lost, and goes back when there is another, three times', async () => {
    const { graphics, cpu, gpu, losses, waits } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'gpu', onChange: () => undefined });
    const client = {};
    await chosen.draw(client, picture(10), pass).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
    gpu.fail(new Error('lost'));
    const before = cpu.drawn.length;
    const wide: Pass = { detail: { kind: 'spans', passes: 4 }, pixelRatio: 2 };
    expect(await chosen.draw(client, picture(50_000), wide).done).toEqual([]);
    // The processor has its own way, at the resolution that was asked for.
    expect(cpu.drawn.slice(before).map((each) => each.pass)).toEqual([
      { detail: { kind: 'bins', cells: 512 }, pixelRatio: 2 },
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

  it('gives up a GPU that was asked for and cannot draw, with its reason', async () => {
    const { graphics, cpu, gpu } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'gpu', onChange: () => undefined });
    await graphics.open();
    gpu.fail(new Error('33554433 rows are more than the graphics driver takes'));
    for (let drawing = 0; drawing < 2; drawing++) {
      expect(await chosen.draw({}, picture(10), pass).done).toEqual([]);
    }
    expect(chosen.drawnBy).toEqual({
      kind: 'cpu',
      reason: 'The GPU cannot be used: 33554433 rows are more than the graphics driver takes.',
    });
    expect([gpu.drawn.length, cpu.drawn.length]).toEqual([1, 2]);
  });

  it('does not ask a GPU again that failed in its trial', async () => {
    const { graphics, cpu, gpu } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'auto', onChange: () => undefined });
    gpu.fail(new Error('Error: the graphics driver takes no program: 0:1 syntax'));
    for (let drawing = 0; drawing < 2; drawing++) {
      expect(await chosen.draw({}, picture(5000), pass).done).toEqual([]);
      await settle();
    }
    expect(chosen.drawnBy).toEqual({
      kind: 'cpu',
      reason: 'The GPU cannot be used: the graphics driver takes no program: 0:1 syntax.',
    });
    expect([gpu.drawn.length, cpu.drawn.length]).toEqual([1, 2]);
    chosen.option = 'gpu';
    expect(await chosen.draw({}, picture(5000), pass).done).toEqual([]);
    expect(gpu.drawn.length).toBe(1);
  });

  it('has its trial when the GPU is back that was lost in the middle of one', async () => {
    const { graphics, gpu, losses, waits } = page('Radeon');
    const chosen = createChosenRenderer({ graphics, option: 'auto', onChange: () => undefined });
    gpu.fail(new Error('the drawing context is lost'));
    await chosen.draw({}, picture(5000), pass).done;
    await settle();
    losses[0]!();
    await settle();
    expect(chosen.drawnBy.reason).toBe('The GPU cannot be used: its context was lost.');
    gpu.fail(null);
    waits[0]!();
    await settle();
    await chosen.draw({}, picture(5000), pass).done;
    await settle();
    expect(chosen.drawnBy.kind).toBe('gpu');
  });

  it('tells nobody any more once it is destroyed', async () => {
    const { graphics } = page('Radeon');
    const chosen = createChosenRenderer({
      graphics,
      option: 'gpu',
      onChange: () => expect.unreachable('it is gone'),
    });
    chosen.destroy();
    await graphics.open();
    expect(graphics.state.kind).toBe('there');
  });
});

describe('the plans of a GPU', () => {
  const input = { rows: 50_000, width: 1400, pixelRatio: 2 };

  it('draw lines one by one as soon as it has proven quick, and bins when it has not', () => {
    const planner = createGpuPlanner();
    expect(planner.plan({ ...input, rows: 100 })).toEqual({
      draft: null,
      final: { detail: { kind: 'spans', passes: 4 }, pixelRatio: 2 },
    });
    expect(planner.plan(input).final.detail.kind).toBe('bins');
    for (let picture = 0; picture < 20; picture++) planner.learn(1e7, 2);
    expect(planner.plan(input).final).toEqual({ detail: { kind: 'spans', passes: 4 }, pixelRatio: 2 });
    for (let picture = 0; picture < 20; picture++) planner.learn(1e7, 2000);
    expect(planner.plan(input).final.detail.kind).toBe('bins');
    expect(planner.plan(input).draft).toEqual({ detail: { kind: 'bins', cells: 256 }, pixelRatio: 1 });
  });

  it('learn nothing from pictures that tell of the way there alone', () => {
    const planner = createGpuPlanner();
    for (let picture = 0; picture < 50; picture++) planner.learn(500, 30);
    expect(planner.plan({ rows: 5000, width: 1000, pixelRatio: 1 }).final.detail.kind).toBe('spans');
  });
});
