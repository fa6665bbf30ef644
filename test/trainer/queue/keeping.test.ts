import { beforeAll, describe, expect, it } from 'vitest';
import type { SavedFit } from '../../../trainer/index.ts';
import { createPlan, createSearch, searchUndisturbed, withoutTimes } from './small-search.ts';

let whole: ReturnType<typeof withoutTimes>;

beforeAll(async () => {
  whole = await searchUndisturbed();
});

describe('a queue with checkpoints', () => {
  it('resumes after an interruption at any point, with the same numbers', async () => {
    for (const cut of [1, 9, 21]) {
      const saved = new Map<number, SavedFit>();
      let saves = 0;
      const store = {
        // As read from a disk: from some point on, nothing is saved.
        save: async (index: number, fit: SavedFit) => {
          if (saves++ < cut) saved.set(index, structuredClone(fit));
        },
      };
      await createSearch({ workers: 2, store }).run();
      const trained: string[] = [];
      const resumed = createSearch({
        saved,
        onState: ({ name }, state) => {
          if (state === 'running') trained.push(name);
        },
      });
      await resumed.run();
      expect(withoutTimes(resumed.runs)).toEqual(whole);
      const finished = [...saved.values()].filter((fit) => 'run' in fit).length;
      expect(trained).toHaveLength(6 - finished);
    }
  });

  it('continues training if a checkpoint cannot be saved, and reports it', async () => {
    const problems: string[] = [];
    const search = createSearch({
      store: { save: () => Promise.reject(new Error('disk full')) },
      onProblem: (problem) => problems.push(problem),
    });
    await search.run();
    expect(withoutTimes(search.runs)).toEqual(whole);
    expect(problems).toContain('A checkpoint was not saved: disk full');
  });

  it('reports the trained network of every fit before its run ends', async () => {
    const events: string[] = [];
    const search = createSearch({
      onModel: (job, { layers, config }) => {
        events.push(`${job.id} model`);
        expect(layers.map(({ units }) => units)).toEqual([6, 3]);
        expect(config).toEqual(job.config);
      },
      onRun: ({ id, status }) => {
        if (status === 'completed') events.push(`${id} completed`);
      },
    });
    await search.run();
    const { jobs } = createPlan();
    expect(events.filter((each) => each.endsWith('model'))).toEqual(jobs.map(({ id }) => `${id} model`));
    for (const { id } of jobs) {
      expect(events.indexOf(`${id} model`)).toBeLessThan(events.indexOf(`${id} completed`));
    }
  });
});
