import { beforeAll, describe, expect, it } from 'vitest';
import type { JobState, SearchOptions } from '../../../trainer/index.ts';
import { createSearch, fragile, searchUndisturbed, withoutTimes, worker } from './small-search.ts';

let whole: ReturnType<typeof withoutTimes>;

beforeAll(async () => {
  whole = await searchUndisturbed();
});

describe('a queue over workers', () => {
  it.each([1, 2, 4])('has the same runs in the same order with %d workers', async (workers) => {
    const search = createSearch({ workers });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
  });

  it('runs exactly as many fits in parallel as there are workers', async () => {
    const states = new Map<number, JobState>();
    let most = 0;
    const onState: SearchOptions['onState'] = ({ index }, state) => {
      states.set(index, state);
      most = Math.max(most, [...states.values()].filter((each) => each === 'running').length);
    };
    await createSearch({ workers: 3, onState }).run();
    expect(most).toBe(3);
    expect([...states.values()].filter((state) => state === 'ended')).toHaveLength(6);
  });

  it('replaces a lost worker and resumes from its last checkpoint, with the same numbers', async () => {
    const problems: string[] = [];
    let epochs = 0;
    let created = 0;
    const search = createSearch({
      workers: 2,
      createWorker: async () => {
        created++;
        return fragile((event) => {
          if (event.kind === 'record' && ++epochs === 3) throw new Error('out of memory');
        });
      },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toEqual([
      expect.stringMatching(/was lost \(out of memory\): it resumes from its last checkpoint/),
    ]);
    expect(created).toBe(3);
  });

  it('reports a run that loses its worker twice as failed, and finishes the others', async () => {
    const problems: string[] = [];
    const search = createSearch({
      createWorker: async () =>
        fragile((event) => {
          if (event.kind === 'run' && event.run.name === 'relu fold 1') throw new Error('killed');
        }),
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(problems.at(-1)).toContain('it has failed');
    expect(search.runs.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([
      'relu fold 1',
    ]);
    const others = withoutTimes(search.runs).filter(({ name }) => name.startsWith('tanh fold'));
    expect(others).toEqual(whole.filter(({ name }) => name.startsWith('tanh fold')));
    expect(search.runs[0]!.summary).toMatchObject({
      split1_test_score: NaN,
      mean_test_score: NaN,
      rank_test_score: 2,
    });
  });

  it('rejects if no worker can be started', async () => {
    const search = createSearch({
      createWorker: () => Promise.reject(new Error('backend wasm is not available here')),
    });
    await expect(search.run()).rejects.toThrow('backend wasm is not available here');
  });

  it('continues with fewer workers if another one cannot be started', async () => {
    const problems: string[] = [];
    let created = 0;
    const search = createSearch({
      workers: 3,
      createWorker: async () => {
        if (++created > 1) throw new Error('no memory');
        return worker();
      },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toEqual([
      'A worker could not be started (no memory): 2 remain.',
      'A worker could not be started (no memory): 1 remains.',
    ]);
  });
});
