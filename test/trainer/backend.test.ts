import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  BackendError,
  chooseBackend,
  openBackendOrOther,
  useBackend,
  type BackendName,
} from '../../trainer/index.ts';

/** A trial in which each backend takes the given milliseconds, or throws. */
const takes = (times: Partial<Record<BackendName, number | Error>>) => () => {
  const time = times[getBackend() as BackendName]!;
  return typeof time === 'number' ? Promise.resolve(time) : Promise.reject(time);
};

// There is neither WebGPU nor WebGL in Node.
describe('The choice of a backend', () => {
  it('is the fastest, with the reasons against the others', async () => {
    const { name, reason, timings } = await chooseBackend({ trial: takes({ wasm: 5, cpu: 2.5 }) });
    expect(name).toBe('cpu');
    expect(getBackend()).toBe('cpu');
    expect(reason).toMatch(
      /^cpu takes 2\.50 ms a step, webgpu does not run here \(there is no WebGPU\), webgl does not run here.*, wasm \(Heddle's kernels, .*\) takes 5\.00 ms\.$/,
    );
    expect(timings.map(({ msPerStep }) => msPerStep)).toEqual([null, null, 5, 2.5]);
  });

  it('is the first of two equally fast ones', async () => {
    const trial = takes({ wasm: 1, cpu: 1 });
    expect((await chooseBackend({ trial })).name).toBe('wasm');
    expect((await chooseBackend({ candidates: ['cpu', 'wasm'], trial })).name).toBe('cpu');
  });

  it('skips one whose trial fails', async () => {
    const { name, reason } = await chooseBackend({
      trial: takes({ wasm: new Error('memory ran out'), cpu: 9 }),
    });
    expect(name).toBe('cpu');
    expect(reason).toContain('wasm does not run here (memory ran out)');
  });

  it('fails with the problem of each if none runs', async () => {
    const trial = takes({ cpu: new Error('too slow') });
    await expect(chooseBackend({ candidates: ['webgpu', 'cpu'], trial })).rejects.toThrow(
      'no backend runs: webgpu: there is no WebGPU; cpu: too slow',
    );
  });

  it('does not measure a single candidate', async () => {
    const trial = () => Promise.reject(new Error('was tried'));
    expect(await chooseBackend({ candidates: ['cpu'], trial })).toMatchObject({
      name: 'cpu',
      reason: 'cpu was asked for.',
      timings: [],
    });
  });
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
