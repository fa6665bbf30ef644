import { getBackend, registerBackend } from '@tensorflow/tfjs-core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  BackendError,
  chooseBackend,
  defaultConfig,
  makeSpiral,
  openBackendOrOther,
  SlowBackendError,
  stepMagnitude,
  timeSteps,
  useBackend,
  type BackendName,
} from '../../trainer/index.ts';

/** A trial in which each backend takes the given milliseconds, or throws; lists the backends that it tried. */
function trialOf(times: Partial<Record<BackendName, number | Error>>) {
  const tried: string[] = [];
  const trial = (maxWarmUp: number) => {
    tried.push(getBackend());
    const time = times[getBackend() as BackendName]!;
    if (typeof time !== 'number') return Promise.reject(time);
    return time > maxWarmUp ? Promise.reject(new SlowBackendError('slow')) : Promise.resolve(time);
  };
  return { tried, trial };
}

// Node has no WebGPU and no WebGL: here WebGL computes on the processor.
beforeAll(() => registerBackend('webgl', () => new MathBackendCPU()));

describe('The choice of a backend', () => {
  it.each([
    ['wasm without a trial of others where it is fast enough', { wasm: 0.4 }, ['wasm'], 'wasm'],
    ['the fastest', { wasm: 9, webgl: 4 }, ['wasm', 'webgl'], 'webgl'],
    ['wasm if a GPU is not faster', { wasm: 4, webgl: 4 }, ['wasm', 'webgl'], 'wasm'],
    ['wasm if a GPU is abandoned in its warm-up', { wasm: 4, webgl: 21 }, ['wasm', 'webgl'], 'wasm'],
    ['a GPU if wasm fails', { wasm: new Error('memory ran out'), webgl: 50 }, ['wasm', 'webgl'], 'webgl'],
    [
      'the processor if nothing else runs',
      { wasm: new Error('memory ran out'), webgl: new Error('no GPU'), cpu: 90 },
      ['wasm', 'webgl', 'cpu'],
      'cpu',
    ],
  ] as const)('is %s', async (_, times, expected, winner) => {
    const { tried, trial } = trialOf(times);
    const { name } = await chooseBackend({ trial });
    expect(tried).toEqual(expected);
    expect(name).toBe(winner);
    expect(getBackend()).toBe(winner);
  });

  it('is explained by the times, and by the reasons against the others', async () => {
    const { reason, timings, isCompared } = await chooseBackend(trialOf({ wasm: 2, webgl: 10.5 }));
    expect(reason).toMatch(
      /^wasm \(Heddle's kernels, .*\) takes 2\.00 ms a step, webgpu does not run here \(there is no WebGPU\), webgl takes over 5 times as long\.$/,
    );
    expect(timings.map(({ msPerStep }) => msPerStep)).toEqual([2, null, null]);
    expect(isCompared).toBe(true);
  });

  it('takes the remembered one without a trial', async () => {
    const { tried, trial } = trialOf({});
    const choice = await chooseBackend({ remembered: 'webgl', trial });
    expect(tried).toEqual([]);
    expect(choice).toMatchObject({
      name: 'webgl',
      reason: 'webgl was the fastest for networks of this size in an earlier trial.',
      isCompared: false,
    });
  });

  it('is made anew if the remembered one no longer runs', async () => {
    const { tried, trial } = trialOf({ wasm: 3, webgl: 9 });
    expect((await chooseBackend({ remembered: 'webgpu', trial })).name).toBe('wasm');
    expect(tried).toEqual(['wasm', 'webgl']);
  });

  it('fails with the problem of each if none runs', async () => {
    const { trial } = trialOf({ cpu: new Error('too slow') });
    await expect(chooseBackend({ candidates: ['webgpu', 'cpu'], trial })).rejects.toThrow(
      'no backend runs: webgpu: there is no WebGPU; cpu: too slow',
    );
  });

  it('does not measure a single candidate', async () => {
    const { tried, trial } = trialOf({});
    expect(await chooseBackend({ candidates: ['cpu'], trial })).toMatchObject({
      name: 'cpu',
      reason: 'cpu was asked for.',
      timings: [],
    });
    expect(tried).toEqual([]);
  });
});

describe('Timing steps', () => {
  /** A clock that advances by the next of these times at every second reading, which ends a step. */
  function clockOf(times: readonly number[]): () => number {
    let now = 0;
    let readings = 0;
    return () => (now += readings++ % 2 === 1 ? times[(readings - 2) / 2]! : 0);
  }
  const config = { ...defaultConfig, hidden: [3], batchSize: 4 };
  const time = (times: readonly number[], maxWarmUp?: number) =>
    timeSteps(config, makeSpiral(0), clockOf(times), 3, maxWarmUp);

  beforeAll(() => useBackend('cpu'));

  it('returns the median of the steps after the warm-up', async () => {
    expect(await time([900, 50, 40, 5, 9, 7])).toBe(7);
  });

  it('ends early if a step of the warm-up is too slow, apart from the first, which compiles', async () => {
    await expect(time([900, 50, 40, 5, 9, 7], 49)).rejects.toThrow(
      new SlowBackendError('a step took 50.0 ms'),
    );
    expect(await time([900, 50, 40, 5, 9, 7], 50)).toBe(7);
  });
});

describe('The magnitude of a step', () => {
  it.each([
    [128, [128, 64], 784, 10, 7], // 128 · 109,184 = 1.4e7
    [32, [6, 4], 2, 2, 3], // 32 · 44 = 1.4e3
    [1, [], 1, 0, 0], // a linear regression
  ])(
    'of batches of %i, hidden layers %j, %i inputs and %i classes is %i',
    (batchSize, hidden, dimensions, classes, expected) => {
      expect(stepMagnitude({ batchSize, hidden }, { dimensions, classes })).toBe(expected);
    },
  );
});

describe('An unavailable backend', () => {
  it('is rejected with the reason', async () => {
    const refused = await useBackend('webgpu').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BackendError);
    expect((refused as Error).message).toBe('backend webgpu is not available here: there is no WebGPU');
  });

  it('is replaced by another one when resuming work', async () => {
    const used = await openBackendOrOther('webgpu');
    expect(used).toMatchObject({
      name: 'wasm',
      problem: 'backend webgpu is not available here: there is no WebGPU; wasm takes its place.',
    });
    expect(getBackend()).toBe('wasm');
    expect(await openBackendOrOther('cpu')).toMatchObject({ name: 'cpu', problem: null });
  });
});
