import { describe, expect, it } from 'vitest';
import { importFiles, toTable } from '../../../../history/index.ts';
import type { FileEntry } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import { valueEvent } from '../binary/tf-writer.ts';
import { entryOf, importSet } from '../files.ts';

const scalar = (tag: string, step: number, value: number) =>
  valueEvent(tag, step, (pbf) => pbf.writeFloatField(2, value));
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('each series keeps its own x', () => {
  // A loss at every step, an accuracy at every second one, a score once.
  const told = {
    loss: [4, 3, 2, 1],
    acc: [null, 0.5, null, 0.75],
    score: [null, null, 7, null],
  };
  const steps = [10, 20, 30, 40];
  const series = Object.entries(told).map(([name, values]) => ({
    name,
    points: values.flatMap((value, i) => (value === null ? [] : [[steps[i]!, value] as const])),
  }));

  it.each<[string, Record<string, string | Uint8Array>]>([
    [
      'Sacred',
      {
        'runs/1/config.json': '{"lr": 0.1}',
        'runs/1/run.json': '{"status": "COMPLETED"}',
        'runs/1/metrics.json': JSON.stringify(
          Object.fromEntries(
            series.map(({ name, points }) => [
              name,
              {
                steps: points.map(([step]) => step),
                values: points.map(([, value]) => value),
                timestamps: points.map(() => '2024-05-01T10:00:00'),
              },
            ]),
          ),
        ),
      },
    ],
    [
      'MLflow',
      {
        'mlruns/0/meta.yaml': 'experiment_id: "0"\nname: Default\n',
        'mlruns/0/a1/meta.yaml': 'run_id: a1\nstatus: 3\n',
        ...Object.fromEntries(
          series.map(({ name, points }) => [
            `mlruns/0/a1/metrics/${name}`,
            points.map(([step, value]) => `1714557600000 ${String(value)} ${String(step)}\n`).join(''),
          ]),
        ),
      },
    ],
    [
      'TensorBoard',
      {
        'logs/events.out.tfevents.1.host': join(
          ...series.flatMap(({ name, points }) => points.map(([step, value]) => scalar(name, step, value))),
        ),
      },
    ],
    [
      'DVCLive',
      Object.fromEntries(
        series.map(({ name, points }) => [
          `run/dvclive/plots/metrics/${name}.tsv`,
          `step\t${name}\n${points.map(([step, value]) => `${String(step)}\t${String(value)}\n`).join('')}`,
        ]),
      ),
    ],
    [
      "W&B's history",
      {
        'run-20240501_100000-abc/wandb-history.jsonl': steps
          .map((step, i) => {
            const row = Object.entries(told).flatMap(([name, values]) =>
              values[i] === null ? [] : [[name, values[i]] as const],
            );
            return `${JSON.stringify({ _step: step, _runtime: i, ...Object.fromEntries(row) })}\n`;
          })
          .join(''),
      },
    ],
    [
      'Lightning',
      {
        'lightning_logs/version_0/metrics.csv': `epoch,step,loss,acc,score\n${series
          .flatMap(({ name, points }) =>
            points.map(([step, value]) => {
              const cells = Object.keys(told).map((each) => (each === name ? String(value) : ''));
              return { step, line: `0,${String(step)},${cells.join(',')}\n` };
            }),
          )
          .sort((a, b) => a.step - b.step)
          .map(({ line }) => line)
          .join('')}`,
      },
    ],
  ])('%s', async (_, files) => {
    const { history } = await importSet(files);
    const table = toTable(history, { rows: 'epochs' });
    expect(cellsOf(table, 'step')).toEqual(steps);
    for (const [name, values] of Object.entries(told))
      expect([name, cellsOf(table, name)]).toEqual([name, values]);
  });
});

describe('hundreds of runs', () => {
  const many = 400;
  const sets: Record<string, (run: number) => Record<string, string | Uint8Array>> = {
    Lightning: (run) => ({
      [`logs/version_${String(run)}/metrics.csv`]: `epoch,step,loss\n0,9,${String(run)}\n1,19,${String(run / 2)}\n`,
      [`logs/version_${String(run)}/hparams.yaml`]: `lr: ${String(run)}\n`,
    }),
    'Ray Tune': (run) => ({
      [`results/train_${String(run)}/result.json`]: `{"loss": ${String(run)}, "training_iteration": 1, "trial_id": "${String(run)}"}\n`,
      [`results/train_${String(run)}/params.json`]: `{"lr": ${String(run)}}`,
      [`results/train_${String(run)}/progress.csv`]: `loss,training_iteration,trial_id\n${String(run)},1,${String(run)}\n`,
    }),
    MLflow: (run) => ({
      'mlruns/0/meta.yaml': 'experiment_id: "0"\nname: Default\n',
      [`mlruns/0/a${String(run)}/meta.yaml`]: `run_id: a${String(run)}\nstatus: 3\n`,
      [`mlruns/0/a${String(run)}/metrics/loss`]: `1714557600000 ${String(run)} 0\n`,
      [`mlruns/0/a${String(run)}/params/lr`]: String(run),
    }),
    TensorBoard: (run) => ({
      [`logs/${String(run)}/events.out.tfevents.1.host`]: scalar('loss', 1, run),
    }),
  };

  it.each(Object.keys(sets))(
    'of %s are read one after the other, with a pause and news between',
    async (tool) => {
      const files = Object.assign(
        {},
        ...Array.from({ length: many }, (_, run) => sets[tool]!(run)),
      ) as Record<string, string | Uint8Array>;
      let read = 0;
      const news: number[] = [];
      const readPerPause: number[] = [];
      const entries = Object.entries(files).map(([path, content]): FileEntry => {
        const entry = entryOf(path, content);
        return { ...entry, read: () => (read++, entry.read()) };
      });
      const { history, isComplete } = await importFiles(entries, {
        pause: () => {
          readPerPause.push(read);
          read = 0;
          return Promise.resolve();
        },
        onProgress: ({ done }) => news.push(done),
      });
      expect(isComplete).toBe(true);
      expect(history.runs).toHaveLength(many);
      expect(new Set(history.runs.map(({ id }) => id)).size).toBe(many);
      // Never more than the files of one run at once, and each file once.
      expect(Math.max(...readPerPause)).toBeLessThanOrEqual(3);
      expect(readPerPause).toHaveLength(many);
      expect(readPerPause.reduce((sum, count) => sum + count, read)).toBeLessThanOrEqual(entries.length);
      expect(new Set(news).size).toBe(many + 1);
    },
  );
});

describe("a job's folder", () => {
  it("is named by its place, and what Hydra and the job's own words leave in it is no failure", async () => {
    const job = (run: number) => ({
      [`multirun/2024-05-01/10-00-00/${String(run)}/.hydra/config.yaml`]: `lr: ${String(run)}\n`,
      [`multirun/2024-05-01/10-00-00/${String(run)}/.hydra/hydra.yaml`]: 'hydra:\n  mode: MULTIRUN\n',
      [`multirun/2024-05-01/10-00-00/${String(run)}/.hydra/overrides.yaml`]: `- lr=${String(run)}\n`,
      [`multirun/2024-05-01/10-00-00/${String(run)}/train.log`]:
        '[2024-05-01 10:00:00,000][INFO] - begun\n[2024\n',
      [`multirun/2024-05-01/10-00-00/${String(run)}/stdout.log`]: '',
      [`multirun/2024-05-01/10-00-00/${String(run)}/metrics.csv`]: 'epoch,loss\n1,2\n2,1\n',
    });
    const { history, files } = await importSet({
      'multirun/2024-05-01/10-00-00/multirun.yaml': 'hydra: {}\n',
      ...job(0),
      ...job(1),
    });
    expect(history.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['0', { lr: 0 }],
      ['1', { lr: 1 }],
    ]);
    const of = (outcome: string) =>
      files.filter((file) => file.outcome === outcome).map(({ path }) => path.split('/').at(-1));
    expect([of('failed'), of('left')]).toEqual([[], ['stdout.log', 'train.log', 'stdout.log', 'train.log']]);
  });

  it('is named by each file where several measured something', async () => {
    const { history } = await importSet({
      'a/train.csv': 'epoch,loss\n1,2\n',
      'a/eval.csv': 'epoch,loss\n1,2\n',
      'b/study.log':
        '{"op_code": 0, "worker_id": "x", "study_name": "s", "directions": [1]}\n{"op_code": 4, "worker_id": "x", "study_id": 0}\n',
    });
    expect(history.runs.map(({ name }) => name)).toEqual(['a/eval', 'a/train', 'trial 0']);
  });
});

describe('files that are no histories', () => {
  it('are not even opened, however large, where their names say what they are', async () => {
    const opened: string[] = [];
    const huge = (path: string): FileEntry => ({
      path,
      size: 5 * 2 ** 30,
      read: () => (opened.push(path), Promise.reject(new Error('read'))),
      slice: () => (opened.push(path), Promise.reject(new Error('sliced'))),
    });
    const { history, files } = await importFiles([
      ...['run/model.safetensors', 'run/checkpoint-10/pytorch_model.bin', 'run/weights/best.pt'].map(huge),
      entryOf('run/log.csv', 'epoch,loss\n1,2\n'),
    ]);
    expect(opened).toEqual([]);
    expect(history.runs).toHaveLength(1);
    expect(files.map(({ outcome }) => outcome)).toEqual(['taken', 'left']);
  });

  it('are told by their first bytes where nothing else tells', async () => {
    const sliced: number[] = [];
    const pickled: FileEntry = {
      path: 'run/state',
      size: 2 ** 30,
      read: () => Promise.reject(new Error('read whole')),
      slice: (start, end) => {
        sliced.push(end - start);
        const bytes = new Uint8Array(end - start);
        if (start === 0) bytes.set([0x80, 0x04].slice(0, bytes.length));
        return Promise.resolve(bytes);
      },
    };
    const { history, files } = await importFiles([pickled, entryOf('run/log.csv', 'epoch,loss\n1,2\n')]);
    expect(Math.max(...sliced)).toBeLessThanOrEqual(2 ** 20);
    expect(history.runs).toHaveLength(1);
    expect(files.find(({ path }) => path === 'run/state')).toMatchObject({
      outcome: 'left',
      notes: [expect.stringMatching(/^"run\/state" is a Python pickle, .*json\.dump\(/)],
    });
  });
});
