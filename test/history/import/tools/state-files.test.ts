import { describe, expect, it } from 'vitest';
import { importSet } from '../files.ts';

const RUN = '{"status": "COMPLETED", "start_time": "2024-01-01T10:00:00.000000"}';
const sacred = (files: Readonly<Record<string, string>>) =>
  importSet(
    Object.fromEntries(
      Object.entries({ 'run.json': RUN, 'config.json': '{"seed": 1}', ...files }).map(([name, text]) => [
        `my_runs/3/${name}`,
        text,
      ]),
    ),
  );

describe("Sacred's info.json", () => {
  it('has values of the run, nested by path', async () => {
    const { history } = await sacred({ 'info.json': '{"test": {"acc": 0.75}, "score": 2}' });
    expect(history.runs[0]).toMatchObject({
      summary: { 'test.acc': 0.75, score: 2 },
      parameters: { seed: 1 },
    });
  });

  it('has series, which count the steps; a note names a short one', async () => {
    const { history, files } = await sacred({ 'info.json': '{"loss": [0.5, 0.25, "NaN"], "acc": [0.5]}' });
    expect(history.runs[0]!.records).toMatchObject([
      { step: 0, loss: 0.5, acc: 0.5 },
      { step: 1, loss: 0.25, acc: null },
      { step: 2, loss: NaN, acc: null },
    ]);
    expect(files[0]!.notes.join(' ')).toMatch(/"acc" of info\.json has only 1 of 3 values/);
  });

  it('has series that are left out by name if metrics.json has steps, and texts that are', async () => {
    const metrics = '{"loss": {"steps": [10, 20], "timestamps": ["", ""], "values": [2, 1]}}';
    const info = '{"curve": [1, 2, 3], "note": "first try"}';
    const { history, files } = await sacred({ 'metrics.json': metrics, 'info.json': info });
    expect(history.runs[0]!.records.map(({ step }) => step)).toEqual([10, 20]);
    expect(files[0]!.notes.join(' ')).toContain('Left out of info.json: "note", "curve".');
  });
});

describe('a run folder with an empty or a broken file', () => {
  it.each([
    ['metrics.json', '', /metrics\.json is empty/],
    ['metrics.json', '{"loss": {"steps": [1', /metrics\.json is left out, it cannot be read: line 1/],
    ['info.json', ' \n', /info\.json is empty/],
    ['config.json', '', /config\.json is empty/],
    ['run.json', '', /run\.json is empty/],
  ])('Sacred: %s with %j', async (name, text, note) => {
    const { history, files } = await sacred({ [name]: text });
    expect(files.map(({ outcome }) => outcome)).toEqual(['taken']);
    expect(history.runs[0]!.parameters).toEqual(name === 'config.json' ? {} : { seed: 1 });
    expect(history.runs[0]!.status).toBe(name === 'run.json' ? 'unknown' : 'completed');
    expect(files[0]!.notes.join(' ')).toMatch(note);
  });

  it.each([
    [
      'Ray Tune',
      { 'e/t/result.json': '{"loss": 1, "training_iteration": 1, "trial_id": "t"}\n', 'e/t/params.json': '' },
    ],
    ['W&B', { 'run/wandb-summary.json': '{"loss": 1}', 'run/config.yaml': '' }],
    ['DVCLive', { 'dvclive/plots/metrics/loss.tsv': 'step\tloss\n0\t1\n', 'dvclive/metrics.json': '' }],
  ])('%s', async (_, contents) => {
    const { history, files } = await importSet(contents);
    expect(files.map(({ outcome }) => outcome)).toEqual(['taken']);
    expect(history.runs).toHaveLength(1);
    const empty = Object.entries(contents).find(([, text]) => text === '')![0];
    expect(files[0]!.notes.join(' ')).toContain(`${empty.split('/').at(-1)!} is empty`);
  });
});

describe("Ray's experiment state", () => {
  const done = { trial_id: 'a_0', status: 'TERMINATED', config: { lr: 0.1, layers: [32, 16] } };
  const dead = { trial_id: 'a_1', status: 'ERROR', config: { lr: 0.2, opt: { name: 'adam' } } };
  const last = { last_result: { val_loss: 0.5, training_iteration: 3 } };

  it.each([
    [
      'objects',
      {
        checkpoints: [
          { ...done, ...last },
          { ...dead, last_result: {} },
        ],
      },
    ],
    ['texts', { checkpoints: [{ ...done, ...last }, dead].map((trial) => JSON.stringify(trial)) }],
    [
      'pairs of texts',
      {
        trial_data: [
          [JSON.stringify(done), JSON.stringify(last)],
          [JSON.stringify(dead), '{}'],
        ],
      },
    ],
  ])('lists trials as %s', async (_, state) => {
    const { history, files } = await importSet({ 'state.json': JSON.stringify({ ...state, stats: {} }) });
    expect(files.map(({ format }) => format)).toEqual(['ray-state']);
    const [first, second] = history.runs;
    expect(first).toMatchObject({
      status: 'completed',
      parameters: { lr: 0.1, layers: '[32, 16]' },
      records: [{ epoch: 3, val_loss: 0.5 }],
    });
    expect(second).toMatchObject({
      status: 'failed',
      parameters: { lr: 0.2, 'opt.name': 'adam' },
      records: [],
    });
  });

  it('has values that only Python can read, which a note names', async () => {
    const config = { lr: 0.1, env: { fn: { _type: 'CLOUDPICKLE_FALLBACK', value: '8005' } } };
    const state = { checkpoints: [{ trial_id: 'a', status: 'RUNNING', config }] };
    const { history, files } = await importSet({ 'state.json': JSON.stringify(state) });
    expect(history.runs[0]!.parameters).toEqual({ lr: 0.1 });
    expect(files[0]!.notes.join(' ')).toContain('pickles: "env.fn"');
  });

  it.each([
    '{"checkpoints": ["model_1.pt", "model_2.pt"]}',
    '{"trial_data": []}',
    '{"checkpoints": [{"epoch": 1}]}',
  ])('is not %s', async (text) => {
    const { files } = await importSet({ 'experiment_state-1.json': text });
    expect(files.map(({ outcome }) => outcome)).toEqual(['failed']);
  });
});
