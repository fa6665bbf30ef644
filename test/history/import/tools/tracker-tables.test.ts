import { describe, expect, it } from 'vitest';
import { importText } from '../fixture.ts';

const MLFLOW =
  'Start Time,Duration,Run ID,Name,Source Type,Source Name,User,Status,act,dropout_loss,units,accuracy,loss,val_loss\n' +
  '2024-05-01 10:00:00,1.5min,0123456789abcdef,brave-cat,LOCAL,train.py,ann,FINISHED,relu,0.5,64,0.9,nan,1.7976931348623157e+308\n' +
  '2024-05-01 10:05:00,30.0s,fedcba9876543210,,LOCAL,train.py,ann,KILLED,tanh,,128,0.8,0.25,\n';

describe("MLflow's page", () => {
  it('tells metrics by where the names fall back', () => {
    const { history, format, notes } = importText(MLFLOW, 'runs.csv');
    const [one, two] = history.runs;
    expect(format).toBe('mlflow-ui');
    expect(one).toMatchObject({
      id: '0123456789abcdef',
      name: 'brave-cat',
      status: 'completed',
      started: '2024-05-01T10:00:00',
      parameters: { act: 'relu', dropout_loss: 0.5, units: 64 },
      summary: { accuracy: 0.9, loss: NaN, val_loss: Infinity, Duration: 90 },
      metrics: { accuracy: { direction: 'max' }, val_loss: { direction: 'min' } },
    });
    expect(two).toMatchObject({
      name: 'fedcba98',
      status: 'stopped',
      summary: { val_loss: null, Duration: 30 },
    });
    expect(Object.keys(two!.parameters)).toEqual(['act', 'units']);
    expect(notes.join(' ')).toContain('those from "accuracy" on are taken as metrics');
  });

  it('tells them by their names where these do not fall back', () => {
    const { history } = importText(
      'Run ID,Name,Source Type,Source Name,User,Status,act,lr,val_acc\nr1,a,LOCAL,x,u,FAILED,loss,0.1,0.5\n',
      'runs.csv',
    );
    expect(history.runs[0]).toMatchObject({
      status: 'failed',
      parameters: { act: 'loss', lr: 0.1 },
      summary: { val_acc: 0.5 },
    });
  });
});

describe("Guild's compare", () => {
  it('has flags before the step, scalars behind it, flags of other operations last', () => {
    const { history, format } = importText(
      'run,operation,started,time,status,label,lr,units,step,acc,loss,act,big\n' +
        '0a1b2c3d,train,2024-05-01 10:00:00,0:01:30,completed,first try,0.1,64,10,0.9,0.25,,\n' +
        '007,tune,2024-05-01 11:00:00,,terminated,,,,,,,relu,True\n',
      'compare.csv',
    );
    const [one, two] = history.runs;
    expect(format).toBe('guild-compare');
    expect(one).toMatchObject({
      id: '0a1b2c3d',
      name: 'first try',
      status: 'completed',
      started: '2024-05-01T10:00:00',
      parameters: { operation: 'train', lr: 0.1, units: 64 },
      summary: { step: 10, acc: 0.9, loss: 0.25, time: 90 },
    });
    expect(two).toMatchObject({
      id: '007',
      name: '007',
      status: 'stopped',
      parameters: { operation: 'tune', act: 'relu', big: true },
      summary: { acc: null },
    });
    expect(Object.keys(two!.parameters)).toEqual(['operation', 'act', 'big']);
  });
});

describe("trackio's table", () => {
  it('is a run for each name, with the steps that logged something', () => {
    const { history, format } = importText(
      'id,timestamp,run_name,step,loss,acc\n' +
        '1,2024-05-01T10:00:00,a,0,2.0,\n2,2024-05-01T10:00:01,a,1,inf,0.5\n' +
        '3,2024-05-01T10:00:02,b,0,nan,\n',
      'project.csv',
    );
    expect(format).toBe('trackio');
    expect(history.runs.map(({ name, started, records }) => [name, started, records])).toEqual([
      [
        'a',
        '2024-05-01T10:00:00',
        [
          { epoch: 0, step: 0, loss: 2, loss_best: true },
          { epoch: 1, step: 1, loss: Infinity, loss_best: false, acc: 0.5, acc_best: true },
        ],
      ],
      ['b', '2024-05-01T10:00:02', [{ epoch: 0, step: 0, loss: NaN, loss_best: false }]],
    ]);
  });
});
