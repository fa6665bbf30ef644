import { describe, expect, it } from 'vitest';
import { importText } from '../fixture.ts';
import { importSet } from '../files.ts';

const table = (header: string, ...rows: readonly string[]) => [header, ...rows, ''].join('\n');
const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i));

/** The counters and the first metric of each record of each run. */
function countsOf(text: string, metric: string) {
  return importText(text).history.runs.map(({ records }) =>
    records.map((record) => [record.epoch, record.step ?? null, record[metric]]),
  );
}

describe('a counter with another name', () => {
  it.each(['it', 'itr', 'num_env_steps_sampled', 'agent_steps_trained', 'env_steps_sampled_lifetime'])(
    '%s',
    (name) => {
      const { runs } = importText(
        table(`${name},loss`, ...rows(4, (i) => `${String(i * 10)},0.${String(9 - i)}`)),
      ).history;
      expect(
        runs.map(({ parameters, metrics, records }) => [parameters, Object.keys(metrics), records.length]),
      ).toEqual([[{}, ['loss'], 4]]);
    },
  );

  it.each(['batch', 'Iter', 'batch_idx', 'step'])('%s that starts again in each epoch', (name) => {
    const text = table(
      `epoch,${name},loss`,
      ...rows(9, (i) => `${String(1 + Math.floor(i / 3))},${String(i % 3)},${String(9 - i)}`),
    );
    expect(countsOf(text, 'loss')).toEqual([
      rows(9, String).map((_, i) => [1 + Math.floor(i / 3), i + 1, 9 - i]),
    ]);
  });

  it('is left as it is if the steps go on through the epochs', () => {
    const text = table('epoch,step,loss', '1,10,3', '1,20,2', '2,30,1', '2,40,0.5');
    expect(countsOf(text, 'loss')).toEqual([
      [
        [1, 10, 3],
        [1, 20, 2],
        [2, 30, 1],
        [2, 40, 0.5],
      ],
    ]);
  });
});

describe('numbers without a header', () => {
  const counted = [
    [1, 1, 0.9],
    [2, 2, 0.7],
    [3, 3, 0.5],
  ];
  it.each([
    ['commas', '1,0.9\n2,0.7\n3,0.5\n'],
    ['spaces', '1 0.9\n2 0.7\n3 0.5\n'],
    [
      "NumPy's format",
      '1.000000000000000000e+00 9.0e-01\n2.000000000000000000e+00 7.0e-01\n3.0e+00 5.0e-01\n',
    ],
    ['aligned columns', '   1   0.9\n   2   0.7\n   3   0.5\n'],
  ])('separated by %s are counted by the first column', (_, text) => {
    expect(countsOf(text, 'value')).toEqual([counted]);
  });

  it('in one column are one curve, also if they are whole', () => {
    expect(countsOf('5\n3\n2\n', 'value')).toEqual([
      [
        [1, null, 5],
        [2, null, 3],
        [3, null, 2],
      ],
    ]);
  });

  it('with names above them, separated by spaces', () => {
    expect(countsOf('epoch  loss\n    1   0.5\n    2  0.25\n', 'loss')).toEqual([
      [
        [1, null, 0.5],
        [2, null, 0.25],
      ],
    ]);
  });
});

describe('lines below a table', () => {
  const results = ['model,accuracy,f1', 'bert,0.9,0.88', 'roberta,0.92,0.9'];
  it.each([
    ['a mark', '* trained on 8 GPUs'],
    ['a source', 'Source: our experiments, 2024'],
    ['padding', 'Note: mean of 3 seeds,,'],
    ['several words', 'measured on the test set'],
    ['another language', 'Quelle: eigene Messungen'],
  ])('are footnotes: %s', (_, line) => {
    const { history, notes } = importText(table(results.join('\n'), '', line));
    expect(history.runs.map(({ parameters }) => parameters.model)).toEqual(['bert', 'roberta']);
    expect(notes.join(' ')).toContain(line.replace(/,+$/, ''));
  });

  it('leave numbers numbers', () => {
    expect(countsOf(table('epoch,loss', '1,0.5', '2,0.25', '† interrupted by a power cut'), 'loss')).toEqual([
      [
        [1, null, 0.5],
        [2, null, 0.25],
      ],
    ]);
  });

  it.each(['gpt', 'gpt,0.93', 'gpt large,,', 'notes on gpt,0.93,0.9'])(
    'are results if they may be: %j',
    (line) => {
      expect(importText(table(results.join('\n'), line)).history.runs).toHaveLength(3);
    },
  );
});

describe('a table with a run per column', () => {
  it.each([
    ['without a corner', ',run1,run2', ','],
    ['with a named corner', 'metric,run1,run2', ','],
    ['separated by tabs', 'Parameter\trun1\trun2', '\t'],
  ])('%s', (_, header, mark) => {
    const body = ['lr,0.1,0.01', 'optimizer,adam,sgd', 'val_loss,0.5,0.4'].map((line) =>
      line.replaceAll(',', mark),
    );
    expect(
      importText(table(header, ...body)).history.runs.map(({ name, parameters, summary }) => [
        name,
        parameters,
        summary,
      ]),
    ).toEqual([
      ['run1', { lr: 0.1, optimizer: 'adam' }, { val_loss: 0.5 }],
      ['run2', { lr: 0.01, optimizer: 'sgd' }, { val_loss: 0.4 }],
    ]);
  });

  it.each([
    ['statistics', table('metric,mean,std', 'loss,0.5,0.1', 'accuracy,0.9,0.02')],
    ['a run per row', table('name,lr,loss', 'accuracy_net,0.1,0.5', 'loss_net,0.2,0.4')],
  ])('is not one with %s', (_, text) => {
    expect(importText(text).notes.join(' ')).not.toContain('Each column has a run');
  });
});

describe('what a table says about its runs', () => {
  it.each([
    ['started_at', '2024-02-01T10:00:00', '2024-02-01T10:00:00'],
    ['Start Time', '2024-02-01 10:00:00', '2024-02-01T10:00:00'],
    ['created', '1706781600', '2024-02-01T10:00:00.000Z'],
  ])('%s is the start', (name, cell, started) => {
    expect(
      importText(table(`run,${name},lr,acc`, `a,${cell},0.1,0.5`, `b,${cell},0.2,0.6`)).history.runs[0],
    ).toMatchObject({
      started,
    });
  });

  it.each(['_timestamp', 'timestamp', 'wall_time'])(
    'the first %s of a log is its start, and no metric',
    (name) => {
      const [run] = importText(table(`step,${name},loss`, '1,1700000000,0.5', '2,1700000060.5,0.25')).history
        .runs;
      expect([run!.started, Object.keys(run!.metrics)]).toEqual(['2023-11-14T22:13:20.000Z', ['loss']]);
    },
  );

  it('states are statuses, and remain a column', () => {
    const { runs } = importText(
      table('trial,lr,Status,loss', '1,0.1,CRASHED,inf', '2,0.2,SUCCESS,0.5', '3,0.3,RUNNING,'),
    ).history;
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'completed', 'running']);
    expect(runs[0]!.parameters.Status).toBe('CRASHED');
  });

  it('other words are not', () => {
    const { runs } = importText(table('trial,state,loss', '1,Ohio,0.1', '2,Utah,0.5')).history;
    expect(runs.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  });
});

describe('the rank of a process', () => {
  it('is no metric of the run that several wrote', () => {
    const { runs } = importText(
      table(
        'epoch,rank,train_loss',
        ...rows(8, (i) => `${String(1 + Math.floor(i / 2))},${String(i % 2)},${String(8 - i)}`),
      ),
    ).history;
    expect(runs.map(({ metrics, records }) => [Object.keys(metrics), records.length])).toEqual([
      [['train_loss'], 4],
    ]);
  });
});

describe('a file per epoch', () => {
  it.each(['epoch_#.json', 'metrics-epoch-#.json', 'eval_epoch#_test.json'])(
    '%s is counted by its name',
    async (name) => {
      const files = [1, 2, 10].map((at) => [
        `run/${name.replace('#', String(at))}`,
        `{"val_loss":${String(1 / at)}}`,
      ]);
      const { history } = await importSet(Object.fromEntries(files) as Record<string, string>);
      expect(
        history.runs.map(({ records }) => records.map(({ epoch, val_loss }) => [epoch, val_loss])),
      ).toEqual([
        [
          [1, 1],
          [2, 0.5],
          [10, 0.1],
        ],
      ]);
    },
  );
});

describe('predictions beside a training', () => {
  const log = 'epoch,loss\n1,0.5\n2,0.25\n';
  it.each([
    ['predictions.csv', 'id,label,score\na,1,0.5\nb,0,0.25\n'],
    ['test.csv', 'image,target,prediction,loss\na.png,1,0,0.5\nb.png,0,0,0.25\n'],
    ['out.jsonl', '{"text":"a","gold":1,"pred":0,"loss":0.5}\n{"text":"b","gold":0,"pred":0,"loss":0.1}\n'],
  ])('are left out by name: %s', async (name, text) => {
    const { history, files } = await importSet({ 'run/log.csv': log, [`run/${name}`]: text });
    expect(history.runs).toHaveLength(1);
    expect(files.find(({ path }) => path === `run/${name}`)).toMatchObject({ outcome: 'left' });
  });

  it('are not results with other names', async () => {
    const { history } = await importSet({
      'run/log.csv': log,
      'run/results.csv': 'lr,score\n0.1,0.5\n0.2,0.6\n',
    });
    expect(history.runs).toHaveLength(3);
  });
});

describe('what is not read is named', () => {
  it("lists in the histories of W&B and in Ray's reports", () => {
    const wandb =
      '{"_step":0,"_runtime":1,"loss":2,"hist":[1,2]}\n{"_step":1,"_runtime":2,"loss":1,"hist":[3,4]}\n';
    expect(importText(wandb, 'h.jsonl').notes).toContain('Lists are left out, in "hist".');
    const report = (at: number) =>
      JSON.stringify({
        ...{ training_iteration: at, trial_id: 'a', time_total_s: at, timestamp: 1700000000 + at, pid: 1 },
        ...{
          time_this_iter_s: 1,
          experiment_tag: '0',
          config: { lr: 0.1 },
          losses: [1, 2],
          reward: at,
        },
      });
    const ray = importText(`${report(1)}\n${report(2)}\n`, 'result.json');
    expect([ray.format, ray.notes.filter((each) => each.startsWith('Lists'))]).toEqual([
      'ray-tune',
      ['Lists are left out, in "losses".'],
    ]);
  });

  it("HiPlot's settings, by column", () => {
    const experiment = {
      datapoints: [{ uid: 'a', from_uid: null, values: { lr: 0.1, loss: 2 } }],
      parameters_definition: {
        lr: { type: 'numericlog', force_range: [0.001, 1] },
        loss: { colormap: 'interpolateTurbo' },
      },
      weightcolumn: 'lr',
      colorby: 'loss',
      colormap: null,
    };
    const note = importText(JSON.stringify(experiment)).notes.find((each) => each.includes('are left out'));
    for (const part of [
      'ranges of "lr"',
      'colour maps of "loss"',
      '"lr" log',
      'weights ("lr")',
      'the colours ("loss")',
    ])
      expect(note).toContain(part);
  });

  it("HiPlot's definitions, which files of a set keep for a plot", async () => {
    const definitions = {
      parameters_definition: { lr: { type: 'numericlog', force_range: [0.001, 1] } },
      display_data: { PARALLEL_PLOT: { order: ['loss', 'lr'] } },
    };
    const datapoints = [{ uid: 'a', from_uid: null, values: { lr: 0.1, loss: 2 } }];
    const { files } = await importSet({
      'a.json': JSON.stringify({ ...definitions, datapoints }),
      'b-served.json': JSON.stringify({ query: 'x', experiment: { ...definitions, datapoints } }),
      'c-plain.json': JSON.stringify({ datapoints }),
    });
    expect(files.map((file) => file.definitions)).toEqual([definitions, definitions, undefined]);
    expect(files[0]!.notes.join(' ')).toContain('are settings for the plot, not of the runs.');
  });

  it("CatBoost's times are the durations of its rounds", async () => {
    const { history } = await importSet({
      'a/catboost_info/learn_error.tsv': 'iter\tLogloss\n0\t0.5\n1\t0.25\n',
      'a/catboost_info/time_left.tsv': 'iter\tPassed\tRemaining\n0\t100\t900\n1\t350\t800\n',
    });
    expect(history.runs[0]!.records.map(({ epoch, dur }) => [epoch, dur])).toEqual([
      [1, 0.1],
      [2, 0.25],
    ]);
  });
});

describe('folders of a search and of a training', () => {
  const result = (json: object) => {
    const text = `${JSON.stringify(json)}\n`;
    return `ME${String(text.length).padStart(6, '0')}${text}`;
  };

  it('NNI: results, parameters and the exit code', async () => {
    const { history, files } = await importSet({
      'trials/Ab1/parameter.cfg': '{"parameter_id": 0, "parameters": {"lr": 0.1}}',
      'trials/Ab1/.nni/metrics':
        result({ type: 'PERIODICAL', sequence: 0, value: '0.5' }) +
        result({ type: 'PERIODICAL', sequence: 1, value: '{"default": 0.75, "loss": NaN}' }) +
        result({ type: 'FINAL', sequence: 0, value: '0.75' }) +
        'ME000100{"type": "FINAL"',
      'trials/Ab1/.nni/state': '1 1714557600000\n',
    });
    expect(history.runs).toMatchObject([
      {
        name: 'Ab1',
        status: 'failed',
        parameters: { lr: 0.1 },
        records: [
          { epoch: 1, default: 0.5 },
          { epoch: 2, default: 0.75, loss: NaN },
        ],
        summary: { default: 0.75 },
      },
    ]);
    expect(files[0]!.notes.join(' ')).toContain('1 of 4 results');
  });

  it('AllenNLP: the test scores are of the run, durations of epochs', async () => {
    const epoch = (at: number, duration: string) =>
      JSON.stringify({
        epoch: at,
        training_epochs: at,
        training_duration: duration,
        best_epoch: at,
        validation_loss: 1 / (at + 1),
      });
    const { history, files } = await importSet({
      'out/metrics_epoch_0.json': epoch(0, '0:00:10.5'),
      'out/metrics_epoch_1.json': epoch(1, '0:00:30'),
      'out/metrics.json': '{"best_epoch": 1, "validation_loss": 0.5, "test_accuracy": 0.75}',
      'out/config.json': '{"trainer": {"optimizer": {"lr": 0.001}}}',
    });
    expect(history.runs).toMatchObject([
      {
        name: 'out',
        parameters: { 'trainer.optimizer.lr': 0.001 },
        summary: { test_accuracy: 0.75 },
        records: [
          { epoch: 1, dur: 10.5, best_epoch: 0, validation_loss: 1 },
          { epoch: 2, dur: 19.5, best_epoch: 1, validation_loss: 0.5 },
        ],
      },
    ]);
    expect(Object.keys(history.runs[0]!.metrics)).toEqual(['best_epoch', 'validation_loss', 'test_accuracy']);
    expect(files.map(({ files, format }) => [format, files.length])).toEqual([['allennlp', 4]]);
  });
});
