import { describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { importSet } from '../files.ts';

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

describe('Ax', () => {
  const frame = (columns: object) => ({ __type: 'DataFrame', value: JSON.stringify(columns) });
  const experiment = (more: object) =>
    JSON.stringify({ __type: 'Experiment', search_space: { parameters: [] }, trials: {}, ...more });
  const trial = (index: number, status: string, more: object) => ({
    __type: 'Trial',
    index,
    status: { __type: 'TrialStatus', name: status },
    time_created: { __type: 'datetime', value: `2024-05-01 10:0${String(index)}:00.000000` },
    ...more,
  });
  const arm = (name: string, lr: number) => ({ __type: 'Arm', name, parameters: { lr } });

  it('takes arms of batches, means and errors, directions, states and start times', async () => {
    const { history, files } = await importSet({
      'experiment.json': experiment({
        search_space: {
          parameters: [
            { name: 'lr', lower: 0.001, upper: 1, log_scale: true },
            { name: 'act', values: ['relu', null] },
          ],
        },
        optimization_config: {
          objective: {
            __type: 'MultiObjective',
            objectives: [
              { metric: { name: 'latency' }, minimize: true },
              { metric: { name: 'gain' }, minimize: false },
            ],
          },
        },
        trials: {
          0: trial(0, 'EARLY_STOPPED', {
            __type: 'BatchTrial',
            generator_run_structs: [{ generator_run: { arms: [arm('0_0', 0.1), arm('0_1', 0.2)] } }],
          }),
          1: trial(1, 'FAILED', { generator_run: { arms: [{ params: { lr: 0.3 }, name: '1_0' }] } }),
        },
        data_by_trial: {
          0: {
            __type: 'OrderedDict',
            value: [
              [
                1,
                {
                  df: frame({
                    arm_name: { 0: '0_0', 1: '0_1', 2: '0_0' },
                    metric_name: { 0: 'latency', 1: 'latency', 2: 'gain' },
                    mean: { 0: 3, 1: 2, 2: null },
                    sem: { 0: 0.5, 1: 0, 2: null },
                    trial_index: { 0: 0, 1: 0, 2: 0 },
                  }),
                },
              ],
              [
                2,
                {
                  df: frame({
                    arm_name: { 0: '0_0' },
                    metric_name: { 0: 'latency' },
                    mean: { 0: 2.5 },
                    sem: { 0: 0.25 },
                    trial_index: { 0: 0 },
                  }),
                },
              ],
            ],
          },
        },
      }),
    });
    expect(
      history.runs.map(({ name, status, parameters, summary }) => [name, status, parameters, summary]),
    ).toEqual([
      ['0_0', 'stopped', { lr: 0.1 }, { latency: 2.5, latency_sem: 0.25, gain: null }],
      ['0_1', 'stopped', { lr: 0.2 }, { latency: 2 }],
      ['1_0', 'failed', { lr: 0.3 }, {}],
    ]);
    expect(history.runs[0]!.metrics).toMatchObject({
      latency: { direction: 'min' },
      gain: { direction: 'max' },
    });
    expect(history.runs[2]!.started).toBe('2024-05-01T10:01:00.000000Z');
    expect(files[0]!.notes).toContain('Searched: lr 0.001 to 1 (log), act relu or null.');
  });

  it('names a table of observations that is damaged', async () => {
    const { history, files } = await importSet({
      'experiment.json': experiment({
        trials: { 0: trial(0, 'COMPLETED', { generator_run: { arms: [arm('0_0', 0.1)] } }) },
        data_by_trial: { 0: { value: [[1, { df: { __type: 'DataFrame', value: '{"mean": {' } }]] } },
      }),
    });
    expect(history.runs).toHaveLength(1);
    expect(files[0]!.notes.join(' ')).toMatch(/table of observations is not valid JSON.*line 1, column/);
  });
});

describe('Comet', () => {
  const metric = (name: string, value: unknown, step: number | null) =>
    line({ metricName: name, metricValue: value, step, epoch: null, timestamp: 1 });

  it('reads the lines of metrics alone, without those of the machine', async () => {
    const { history, files } = await importSet({
      'metrics.jsonl':
        metric('loss', '0.5', 0) +
        metric('sys.cpu.percent', '7', 0) +
        metric('loss', 'NaN', 1) +
        metric('best', '0.25', null),
    });
    expect(files[0]).toMatchObject({ format: 'comet', outcome: 'taken' });
    expect(history.runs[0]!.records.map(({ step, loss }) => [step, loss])).toEqual([
      [0, 0.5],
      [1, NaN],
    ]);
    expect(history.runs[0]!.summary).toEqual({ best: 0.25 });
    expect(files[0]!.notes.join(' ')).toContain('sys.…');
  });

  it('reads a file per metric, the state and what was logged beside, and leaves other metadata alone', async () => {
    const { history, files } = await importSet({
      'ws/p/e/metadata.json': JSON.stringify({
        experimentKey: 'k',
        running: true,
        startTimeMillis: 1714557600000,
      }),
      'ws/p/e/parameters.json': JSON.stringify([{ name: 'lr', valueCurrent: '0.1' }]),
      'ws/p/e/others.jsonl':
        line({ name: 'Name', valueCurrent: 'swift' }) + line({ name: 'hash', valueCurrent: 'x' }),
      'ws/p/e/metrics_summary.jsonl': line({ name: 'loss', count: 0 }),
      'ws/p/e/metrics/metric_00000.jsonl': metric('loss', 2, 0) + metric('loss', 1, 1),
      'ws/p/e/assets/asset/table.csv': 'a,b\n1,2\n',
      'other/metadata.json': '{"epochs": 3}',
      'other/parameters.json': '{"lr": 1}',
      'other/log.csv': 'epoch,loss\n1,2\n2,1\n',
    });
    const run = history.runs.find(({ source }) => source.format === 'comet')!;
    expect(run).toMatchObject({
      id: 'k',
      name: 'swift',
      status: 'running',
      started: '2024-05-01T10:00:00.000Z',
      parameters: { lr: 0.1 },
    });
    expect(run.records.map(({ loss }) => loss)).toEqual([2, 1]);
    const notes = files.flatMap((file) => file.notes).join(' ');
    expect(notes).toContain('Left out, since they describe the run itself: hash.');
    expect(files.find(({ path }) => path === 'other/log.csv')).toMatchObject({
      format: 'csv',
      outcome: 'taken',
    });
    expect(history.runs).toHaveLength(2);
  });
});

describe('ClearML', () => {
  const event = (metric: string, variant: string, iter: number, value: number) => ({
    task: 't',
    type: 'training_stats_scalar',
    metric,
    variant,
    iter,
    value,
  });
  const session = {
    'task.json': JSON.stringify({
      name: 'one',
      status: 'failed',
      hyperparams: {
        Args: { lr: { value: '0.1' }, seed: { value: '1' } },
        Trainer: { seed: { value: '2' } },
      },
    }),
    'metrics.jsonl':
      line([
        event('loss', 'train', 0, 2),
        event(':monitor:gpu', 'mem', 0, 7),
        event('Summary', 'acc', -(2 ** 31), 0.5),
      ]) +
      line([
        { task: 't', metric: 'curve', variant: 'roc', iter: 0, plot_str: '{}' },
        event('loss', 'train', 1, 1),
      ]),
    'log.jsonl': line([{ task: 't', msg: 'hello' }]),
  };

  it('reads an archived session: scalars, single values and parameters with their sections where these matter', async () => {
    const archive = zipSync(
      Object.fromEntries(Object.entries(session).map(([name, text]) => [name, strToU8(text)])),
    );
    const { history, files } = await importSet({ 'offline-1.zip': archive });
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]).toMatchObject({
      name: 'one',
      status: 'failed',
      parameters: { lr: 0.1, 'Args/seed': 1, 'Trainer/seed': 2 },
      summary: { acc: 0.5 },
    });
    expect(history.runs[0]!.records.map((record) => [record.step, record['loss/train']])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(files.flatMap(({ notes }) => notes).join(' ')).toContain(':monitor:…');
  });

  it('reads the events alone, and the scalars that get_reported_scalars returns', async () => {
    const { history, files } = await importSet({
      'a/metrics.jsonl': session['metrics.jsonl'],
      'b/scalars.json': JSON.stringify({
        loss: { train: { name: 'train', x: [0, 10], y: [2, 1] }, val: { name: 'val', x: [10], y: [3] } },
        acc: { acc: { name: 'acc', x: [10], y: [0.5] } },
      }),
    });
    expect(files.map(({ format }) => format)).toEqual(['clearml', 'clearml']);
    expect(
      history.runs[1]!.records.map((r) => [r.step, r['loss/train'], r['loss/val'] ?? null, r.acc ?? null]),
    ).toEqual([
      [0, 2, null, null],
      [10, 1, 3, 0.5],
    ]);
  });

  it('leaves a task.json of another tool alone', async () => {
    const { files } = await importSet({
      'x/task.json': '{"task": "mnist"}',
      'x/metrics.jsonl': line({ epoch: 1, loss: 2 }) + line({ epoch: 2, loss: 1 }),
    });
    expect(files.map(({ format }) => format)).not.toContain('clearml');
  });
});

describe('Neptune and Aim', () => {
  it('joins the parts of a run, and names types of attributes without a place', async () => {
    const { history, files } = await importSet({
      'part.csv':
        'run_id,attribute_path,attribute_type,step,float_value,int_value,bool_value,datetime_value,string_value\n' +
        'R-1,sys/creation_time,datetime,,,,,2024-05-01 10:00:00,\nR-1,sys/failed,bool,,,,True,,\n' +
        'R-1,params/acc_weight,float,,0.5,,,,\nR-1,test/acc,float,,0.75,,,,\nR-1,layers,int,,,3,,,\n' +
        'R-1,train/loss,float_series,0.5,2,,,,\nR-1,train/loss,float_series,1.5,1,,,,\nR-1,log,string_series,0,,,,,hi\n',
    });
    expect(history.runs).toHaveLength(1);
    expect(history.runs[0]).toMatchObject({
      id: 'R-1',
      status: 'failed',
      parameters: { 'params/acc_weight': 0.5, layers: 3 },
      summary: { 'test/acc': 0.75 },
    });
    expect(history.runs[0]!.started).toMatch(/^2024-05-01T10:00:00/);
    expect(history.runs[0]!.records.map((record) => [record.step, record['train/loss']])).toEqual([
      [0.5, 2],
      [1.5, 1],
    ]);
    expect(files[0]!.notes.join(' ')).toContain('left out: string_series.');
  });

  it('names the format of the file in runs without series, too', async () => {
    const { history, files } = await importSet({
      'part.csv':
        'run_id,attribute_path,attribute_type,string_value,float_value\n' +
        'R-1,sys/name,string,first,\nR-1,params/lr,float,,0.5\n',
    });
    expect(history.runs.map(({ name, source }) => [name, source.format])).toEqual([['first', 'neptune']]);
    expect(files.map(({ format }) => format)).toEqual(['neptune']);
  });

  it('reads the Parquet files that neptune-exporter writes', async () => {
    const column = (name: string, type: 'STRING' | 'DOUBLE' | 'INT64', data: unknown[]) => ({
      name,
      type,
      data,
    });
    const file = parquetWriteBuffer({
      columnData: [
        column('run_id', 'STRING', ['R-1', 'R-1', 'R-1', 'R-2']),
        column('attribute_path', 'STRING', ['units', 'loss', 'loss', 'units']),
        column('attribute_type', 'STRING', ['int', 'float_series', 'float_series', 'int']),
        column('step', 'DOUBLE', [null, 0, 1, null]),
        column('int_value', 'INT64', [64n, null, null, 128n]),
        column('float_value', 'DOUBLE', [null, 2, NaN, null]),
      ],
    });
    const { history } = await importSet({ 'p/R-1_part_0.parquet': new Uint8Array(file) });
    expect(
      history.runs.map(({ name, parameters, records }) => [name, parameters, records.map((r) => r.loss)]),
    ).toEqual([
      ['R-1', { units: 64 }, [2, NaN]],
      ['R-2', { units: 128 }, []],
    ]);
  });

  it('keeps runs of Aim with one name apart, and leaves the rows between groups out', async () => {
    const { history, files } = await importSet({
      'runs.csv':
        'run,experiment,description,date,hparams.lr,loss_,"acc_subset=""val"", fold=""1""",__system__cpu\n' +
        'Run: a,e,,"14:05:09 · 3 May, 24",0.1,2,0.5,7\n--,--,--,--,--,--,--,--\nRun: a,e,,"09:00:00 · 13 Dec, 2024",0.2,1,0.75,8\n',
    });
    expect(
      history.runs.map(({ name, parameters, summary, started }) => [name, parameters, summary, started]),
    ).toEqual([
      ['Run: a', { 'hparams.lr': 0.1 }, { loss: 2, 'val/1/acc': 0.5 }, '2024-05-03T14:05:09'],
      ['Run: a', { 'hparams.lr': 0.2 }, { loss: 1, 'val/1/acc': 0.75 }, '2024-12-13T09:00:00'],
    ]);
    expect(files[0]!.notes.join(' ')).toContain('metrics of the machine');
  });
});
