import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../history/index.ts';
import { parametersOfPath } from '../../../../history/import/groups/path-parameters.ts';
import { pythonJson } from '../../../../fixtures/formats/story.ts';
import { importSet } from '../files.ts';
import { valueEvent } from '../binary/tf-writer.ts';

const log = 'epoch,step,loss\n1,9,2\n2,19,1\n';
const scalar = (tag: string, step: number, value: number) =>
  valueEvent(tag, step, (pbf) => pbf.writeFloatField(2, value));
const skorch = pythonJson([{ batches: [], epoch: 1, train_loss: 1, dur: 0.5 }]);

describe('the parameters that folders are called by', () => {
  it.each<[string, [string, unknown][]]>([
    [
      'runs/lr=0.1,act=relu/history.json',
      [
        ['lr', 0.1],
        ['act', 'relu'],
      ],
    ],
    [
      'net=mlp/seed=1 bn=True/log.csv',
      [
        ['net', 'mlp'],
        ['seed', 1],
        ['bn', true],
      ],
    ],
    [
      'lr=1e-3_batch_size=32/log.csv',
      [
        ['lr', 0.001],
        ['batch_size', 32],
      ],
    ],
    ['act=leaky_relu/log.csv', [['act', 'leaky_relu']]],
    [
      'lr=0.1/lr=0.2,model.depth=3/a',
      [
        ['lr', 0.2],
        ['model.depth', 3],
      ],
    ],
    ['act=leaky_relu_lr=0.1/log.csv', []],
    ['train_0_lr=0.1,act=relu,x/log.csv', []],
    ['runs/lr_0.1/epoch=1.csv', []],
    ['__proto__=1/a', [['__proto__', 1]]],
  ])('%s', (path, expected) => {
    expect([...parametersOfPath(path)]).toEqual(expected);
  });

  it('are those of logs in them, unless a file beside the log says them', async () => {
    const { history } = await importSet({
      'sweep/lr=0.1,act=relu/history.json': skorch,
      'sweep/lr=0.2,act=tanh/history.json': skorch,
      'sweep/lr=0.3/history.json': skorch,
      'sweep/lr=0.3/params.json': '{"rate": 3}',
      'sweep/lr=0.4/events.out.tfevents.1.host': scalar('loss', 1, 2),
      'sweep/lr=0.5/table.csv': 'act,acc\nrelu,0.5\ntanh,0.75\n',
    });
    expect(history.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['lr=0.4', { lr: 0.4 }],
      ['lr=0.1,act=relu', { lr: 0.1, act: 'relu' }],
      ['lr=0.2,act=tanh', { lr: 0.2, act: 'tanh' }],
      ['lr=0.3', { rate: 3 }],
      ['relu', { act: 'relu' }],
      ['tanh', { act: 'tanh' }],
    ]);
  });
});

describe('what lies beside', () => {
  const only = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<Run> => {
    const { history } = await importSet(files);
    expect(history.runs).toHaveLength(1);
    return history.runs[0]!;
  };

  it('event files tells the same twice: a table has it more exactly', async () => {
    const run = await only({
      'version_0/metrics.csv': log,
      'version_0/hparams.yaml': 'lr: 0.1\n',
      'version_0/events.out.tfevents.1.host': scalar('loss', 1, 2),
    });
    expect(run).toMatchObject({ source: { format: 'lightning' }, parameters: { lr: 0.1 } });
  });

  it('a log of YOLOv5 is all of hyp.yaml and opt.yaml', async () => {
    const run = await only({
      'exp/results.csv': 'epoch, train/box_loss, metrics/mAP_0.5\n0, 2, 0.5\n1, 1, 0.75\n',
      'exp/hyp.yaml': 'lr0: 0.01\n',
      'exp/opt.yaml': 'imgsz: 640\n',
    });
    expect(run.parameters).toEqual({ lr0: 0.01, imgsz: 640 });
  });

  it("runs of Sacred is what they were started with, which is nobody's run", async () => {
    const run = await only({
      'runs/1/run.json': '{"experiment": {"name": "mnist"}, "status": "COMPLETED"}',
      'runs/1/config.json': '{"lr": 0.1}',
      'runs/_resources/data_0.csv': 'a,b\n1,2\n',
      'runs/_sources/settings.json': '[{"a": 1}]',
    });
    expect(run.name).toBe('mnist 1');
  });

  it('a log may name its parameters in Python alone', async () => {
    const run = await only({
      'version_0/metrics.csv': log,
      'version_0/hparams.yaml': [
        "act: !!python/name:torch.nn.modules.activation.ReLU ''",
        'norm: !!python/object:torch.nn.BatchNorm1d {}',
        'dtype: !!python/object/apply:torch.float32 []',
        'kind: !!python/object/apply:nets.Kind\n- 3',
        'shape: !!python/tuple [1, 2]',
        'words: !!str ""\n',
      ].join('\n'),
    });
    expect(run.parameters).toEqual({
      act: 'ReLU',
      norm: 'BatchNorm1d',
      dtype: 'float32',
      kind: '[3]',
      shape: '[1, 2]',
      words: '',
    });
  });
});

describe('boosting over folds', () => {
  const frame = [
    ',train-auc-mean,train-auc-std,test-auc-mean,test-auc-std',
    '0,0.5,0.1,0.4,0.1',
    '1,0.75,0.1,nan,0.1',
    '',
  ];

  it.each<[string, string, string, Record<string, string>, unknown[]]>([
    [
      "XGBoost's frame",
      'cv.csv',
      frame.join('\n'),
      { 'test-auc-mean': 'max', 'test-auc-std': 'none' },
      [0.4, NaN],
    ],
    [
      'the same with BOM and CRLF',
      'cv.csv',
      `\uFEFF${frame.join('\r\n')}`,
      { 'test-auc-mean': 'max', 'test-auc-std': 'none' },
      [0.4, NaN],
    ],
    [
      "LightGBM's lists",
      'cv.json',
      pythonJson({ 'valid l2-mean': [1, Infinity], 'valid l2-stdv': [0.5, 0.25] }),
      { 'valid l2-mean': 'min', 'valid l2-stdv': 'none' },
      [1, Infinity],
    ],
    [
      'of its version 3, as pandas writes them',
      'cv.json',
      '{"l1-mean": {"0": 3, "1": 2}, "l1-stdv": {"0": 1, "1": 1}}',
      { 'l1-mean': 'min', 'l1-stdv': 'none' },
      [3, 2],
    ],
  ])('%s: a run, a round an epoch', async (_, name, text, directions, values) => {
    const { history } = await importSet({ [name]: text });
    const [run] = history.runs;
    const [metric] = Object.keys(directions);
    expect(history.runs).toHaveLength(1);
    expect(run!.records.map((record) => [record.epoch, record[metric!]])).toEqual(
      values.map((value, round) => [round + 1, value]),
    );
    for (const [key, direction] of Object.entries(directions))
      expect(run!.metrics[key]).toEqual({ direction });
  });
});

it("Neptune's tables name their runs by sys/id", async () => {
  const { history } = await importSet({
    'a.csv': 'sys/id,parameters/lr,metrics/acc\nA-1,0.1,0.5\nA-2,0.2,0.75\n',
  });
  expect(history.runs.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['A-1', { 'parameters/lr': 0.1 }],
    ['A-2', { 'parameters/lr': 0.2 }],
  ]);
});

describe('what is left out is said', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      "columns of W&B's runs",
      {
        'a.csv':
          '"Name","State","Notes","Tags","Created","Sweep","lr"\n"a","finished","-","","2024-01-01","s1","0.1"\n',
      },
      'Left out, since they describe the runs themselves: "Sweep".',
    ],
    [
      "tags of MLflow's store",
      {
        'mlruns/0/a/meta.yaml': 'run_id: a\n',
        'mlruns/0/a/metrics/loss': '1 2 0\n',
        'mlruns/0/a/tags/mlflow.user': 'u',
        'mlruns/0/a/tags/team': 't',
      },
      'Tags are left out: "team".',
    ],
    [
      "tags of MLflow's answers",
      {
        'a.json': pythonJson({
          runs: ['b', 'a'].map((key) => ({ info: { run_id: key }, data: { tags: [{ key, value: 'x' }] } })),
        }),
      },
      'Tags are left out: "a", "b".',
    ],
    [
      "tags of MLflow's frame",
      { 'a.csv': 'run_id,metrics.loss,tags.mlflow.user,tags.team\na,1,u,t\n' },
      'Tags are left out: "team".',
    ],
  ])('%s', async (_, given, sentence) => {
    const { files } = await importSet(given);
    expect(files[0]!.notes).toContain(sentence);
  });
});

it("Sacred's documents from MongoDB are told from each other by the number of the run, in a list or on lines", async () => {
  const documents = [
    {
      _id: 7,
      experiment: { name: 'mnist' },
      config: { lr: 0.1, net: { depth: { $numberInt: '2' } } },
      status: 'FAILED',
      start_time: { $date: '2024-05-01T10:00:00Z' },
      result: 0.5,
    },
    { _id: { $oid: 'f' }, run_id: 7, name: 'loss', steps: [0, 10], values: [2, { $numberDouble: 'NaN' }] },
    { _id: { $oid: 'e' }, run_id: 8, name: 'loss', steps: [0], values: [1] },
  ];
  const lines = documents.map((each) => JSON.stringify(each)).join('\n');
  for (const text of [JSON.stringify(documents), lines]) {
    const { history } = await importSet({ 'dump.json': text });
    expect(history.runs).toMatchObject([
      {
        name: 'mnist 7',
        status: 'failed',
        started: '2024-05-01T10:00:00Z',
        parameters: { lr: 0.1, 'net.depth': 2 },
        summary: { result: 0.5 },
      },
      { name: 'run 8', status: 'unknown', parameters: {} },
    ]);
    expect(history.runs.map(({ records }) => records.map(({ step, loss }) => [step, loss]))).toEqual([
      [
        [0, 2],
        [10, NaN],
      ],
      [[0, 1]],
    ]);
  }
});
