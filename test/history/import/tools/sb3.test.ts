import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../../history/index.ts';
import type { Run } from '../../../../history/index.ts';
import { importSet } from '../files.ts';
import { importText, messageOf } from '../fixture.ts';

const HEAD = '#{"t_start": 1714557600.5, "env_id": "CartPole-v1"}\n';
const MONITOR = `${HEAD}r,l,t\n10.0,10,0.5\n-3.5,20,1.25\n30.0,30,2.0\n`;

function series({ records }: Run, ...keys: readonly string[]): unknown[][] {
  return records.map((record) => keys.map((key) => record[key]));
}

describe("Stable-Baselines3's monitor", () => {
  it('has episodes as epochs, the steps made until their end, and a reward to maximise', () => {
    const { history, format, notes } = importText(MONITOR, 'logs/monitor.csv');
    const [run] = history.runs;
    expect(format).toBe('sb3-monitor');
    expect(notes).toEqual(['1 run with 3 epochs in all.']);
    expect(run).toMatchObject({
      name: 'monitor',
      started: '2024-05-01T10:00:00.500Z',
      parameters: { env_id: 'CartPole-v1' },
      metrics: { r: { direction: 'max' }, l: { direction: 'none' }, t: { direction: 'none' } },
    });
    expect(series(run!, 'epoch', 'step', 'r', 'l', 't', 'r_best')).toEqual([
      [1, 10, 10, 10, 0.5, true],
      [2, 30, -3.5, 20, 1.25, false],
      [3, 60, 30, 30, 2, true],
    ]);
  });

  it('goes on where a training was resumed, and where the last line is cut off', () => {
    const { history, notes } = importText(`${MONITOR}40.0,40,0.75\n50.0,5`, 'monitor.csv');
    expect(series(history.runs[0]!, 'epoch', 'step')).toEqual([
      [1, 10],
      [2, 30],
      [3, 60],
      [4, 100],
    ]);
    expect(notes.join(' ')).toMatch(/last line ends after 2 of 3 cells/);
    expect(notes.join(' ')).toMatch(/begins again 1 times: the training was resumed/);
  });

  it('of several environments is one run, in the order in which the episodes ended', async () => {
    const second = `#{"t_start": 1714557601.5, "env_id": "CartPole-v1"}\nr,l,t\n7.0,7,0.1\n8.0,8,9.0\n`;
    const { history, files } = await importSet({ 'log/0.monitor.csv': MONITOR, 'log/1.monitor.csv': second });
    expect(history.runs).toHaveLength(1);
    expect(files[0]!.files).toHaveLength(2);
    // The second clock began a second later.
    expect(series(history.runs[0]!, 'epoch', 'step', 'r', 't')).toEqual([
      [1, 10, 10, 0.5],
      [2, 17, 7, 1.1],
      [3, 37, -3.5, 1.25],
      [4, 67, 30, 2],
      [5, 75, 8, 10],
    ]);
  });

  it('with a comment that is no JSON is an ordinary table', () => {
    expect(importText('# r,l\n1,2\n3,4\n', 'x.csv').format).toBe('csv');
  });
});

describe("Stable-Baselines3's progress", () => {
  it('has a record for each dump along the steps, with gaps', () => {
    const { history, format } = importText(
      'rollout/ep_rew_mean,time/fps,time/total_timesteps,train/explained_variance,train/loss\n' +
        '20.5,900,2048,,\n31.25,880,4096,0.125,NaN\n',
      'progress.csv',
    );
    expect(format).toBe('sb3-progress');
    expect(series(history.runs[0]!, 'step', 'rollout/ep_rew_mean', 'train/loss', 'time/fps')).toEqual([
      [2048, 20.5, null, 900],
      [4096, 31.25, NaN, 880],
    ]);
    expect(history.runs[0]!.metrics).toMatchObject({
      'rollout/ep_rew_mean': { direction: 'max' },
      'train/explained_variance': { direction: 'max' },
      'train/loss': { direction: 'min' },
      'time/fps': { direction: 'none' },
    });
  });
});

/** A `.npy` file of version 1. */
function npy(type: string, shape: string, bytes: ArrayBuffer, isFortran = false): Uint8Array {
  const dict = `{'descr': '${type}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': ${shape}, }\n`;
  const head = new TextEncoder().encode(dict);
  return Uint8Array.of(
    ...[0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, head.length & 255, head.length >> 8, ...head],
    ...new Uint8Array(bytes),
  );
}

const EVALUATIONS = {
  'timesteps.npy': npy('<i8', '(2,)', BigInt64Array.of(1000n, 2000n).buffer),
  'results.npy': npy('<f8', '(2, 2)', Float64Array.of(1, 3, 10, NaN).buffer),
  'ep_lengths.npy': npy('<i8', '(2, 2)', BigInt64Array.of(5n, 7n, 8n, 8n).buffer),
};

describe("Stable-Baselines3's evaluations", () => {
  it('are means and deviations over the episodes of each', async () => {
    const { history, files } = await importSet({
      'logs/evaluations.npz': zipSync(EVALUATIONS),
      'logs/vecnormalize.npz': new Uint8Array(3),
    });
    expect(
      series(history.runs[0]!, 'step', 'eval/mean_reward', 'eval/std_reward', 'eval/mean_ep_length'),
    ).toEqual([
      [1000, 2, 1, 6],
      [2000, NaN, NaN, 8],
    ]);
    expect(files.map(({ outcome }) => outcome)).toEqual(['taken', 'left']);
  });

  it.each([
    ['in Fortran order', { 'results.npy': npy('<f8', '(2, 2)', new ArrayBuffer(32), true) }, /Fortran/],
    ['of objects', { 'results.npy': npy('|O', '(2,)', new ArrayBuffer(16)) }, /unsupported type "\|O"/],
    [
      'that claims more than there is',
      { 'timesteps.npy': npy('<f8', '(99999999,)', new ArrayBuffer(8)) },
      /cut off/,
    ],
    ['that is none', { 'results.npy': Uint8Array.of(1, 2, 3) }, /has no NumPy signature/],
  ])('an array %s is refused', (_, change, message) => {
    const bytes = zipSync({ ...EVALUATIONS, ...change });
    expect(messageOf(() => importFile(bytes, 'evaluations.npz'))).toMatch(message);
  });
});
