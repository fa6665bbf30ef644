import { describe, expect, it } from 'vitest';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { isProgramOutput } from '../../../history/import/files/program-output.ts';
import { importSet } from './files.ts';

const LOG = 'epoch,loss\n1,0.5\n2,0.25\n';
const outcomes = async (files: Parameters<typeof importSet>[0]) =>
  Object.fromEntries(
    (await importSet(files)).files.map(({ path, outcome, format }) => [path, format ?? outcome]),
  );

describe('a file is read by its content, whatever its name', () => {
  it.each([
    ['text called .zip', { 'log.zip': LOG }, { 'log.zip': 'csv' }],
    ['gzip called .csv', { 'log.csv': gzipSync(strToU8(LOG)) }, { 'log.csv': 'csv' }],
    ['gzip called .zip', { 'log.zip': gzipSync(strToU8(LOG)) }, { 'log.zip': 'csv' }],
    [
      'JSON with the names of BOHB',
      { 'results.json': '{"a": ["score", 1]}', 'configs.json': '{"a": {"lr": 0.1}}' },
      { 'results.json': 'failed', 'configs.json': 'failed' },
    ],
    [
      'runs in a results.json beside a configs.json',
      { 'e/results.json': '[{"lr": 0.1, "acc": 1}]', 'e/configs.json': '[{"lr": 0.1}]' },
      { 'e/results.json': 'records', 'e/configs.json': 'records' },
    ],
    [
      'JSON with the names of Sacred',
      { 'e/run.json': '[{"lr": 0.1, "acc": 1}]', 'e/config.json': '{"lr": 0.1}' },
      { 'e/run.json': 'records' },
    ],
    ['a log in a folder called wandb', { 'wandb/log.csv': LOG }, { 'wandb/log.csv': 'csv' }],
    ['a log in a folder called mlruns', { 'mlruns/0/log.csv': LOG }, { 'mlruns/0/log.csv': 'csv' }],
  ])('%s', async (_, files, expected) => {
    expect(await outcomes(files)).toEqual(expected);
  });

  it.each([
    ['a workbook of Numbers', 'Index/Document.iwa', /is a workbook: save its sheet as CSV/],
    ['a checkpoint', 'model/data.pkl', /is a PyTorch checkpoint/],
    ['a document', 'word/document.xml', /is an Office document/],
    ['any archive', 'runs/log.csv', /is a zip archive: unpack it/],
  ])('%s is a zip file with advice of its own', async (_, member, message) => {
    const { files } = await importSet({ 'data.bin': zipSync({ [member]: strToU8(LOG) }) });
    expect(files[0]).toMatchObject({ outcome: 'failed', notes: [expect.stringMatching(message)] });
  });
});

describe('what is no table', () => {
  it.each([
    [
      'logging',
      '2024-05-01 10:00:00,123 INFO start on cuda:0\n2024-05-01 10:00:01,456 INFO epoch 1, loss 0.9\n',
    ],
    ['levels', 'INFO:root:epoch 1, loss 0.9\nWARNING:root:slow, very slow\n'],
    ['bracketed', '[10:00:00] train: loss 0.5, acc 0.7\n[10:00:05] train: loss 0.4, acc 0.8\n'],
    [
      'glog',
      'I0501 10:00:00.123456 12 solver.cpp:239] Iteration 0, loss = 2.3\nI0501 10:00:01.1 12 s.cpp:2] lr = 0.1, x\n',
    ],
    ['loguru', '2024-05-01 10:00:00.123 | INFO     | train:1 - loss, acc\n'],
    [
      'printed',
      'Epoch 1/10, loss: 0.5, acc: 0.7\nEpoch: 2, loss: 0.4, acc: 0.8\n'.replace('Epoch 1/10', 'Epoch: 1'),
    ],
  ])('output of a program: %s', async (_, text) => {
    const { history, files } = await importSet({ 'exp/train.log': text, 'exp/metrics.csv': LOG });
    expect(history.runs).toHaveLength(1);
    expect(files.find(({ path }) => path === 'exp/train.log')).toMatchObject({
      outcome: 'left',
      notes: [expect.stringContaining('the output of a program')],
    });
  });

  it.each([
    'time,loss\n10:00:00,0.5\n10:00:01,0.4\n',
    '2024-05-01 10:00:00,0.5,0.3\n2024-05-01 10:00:01,0.4,0.2\n',
    '2024-05-01 10:00:00\t0.5\trelu\n2024-05-01 10:00:01\t0.4\ttanh\n',
    'Error rate,epoch\n0.5,1\n0.4,2\n',
    'ERROR,INFO\n0.5,1\n',
    'lr=0.1,lr=0.2\n0.5,0.4\n0.3,0.2\n',
    'note,acc\nlr=0.1,0.5\nlr=0.2,0.6\n',
  ])('but a table: %j', (text) => {
    expect(isProgramOutput(text.split('\n'))).toBe(false);
  });

  it.each([
    ['embeddings', 'run/proj/tensors.tsv', '0.1\t0.8\n0.4\t0.7\n'],
    ['labels', 'run/metadata.tsv', 'label\tindex\nshoe\t0\nbag\t1\n'],
    ['predictions', 'run/predictions.csv', 'id,y_true,y_pred\na,0,1\nb,1,1\n'],
    ['a vocabulary', 'run/vocab.txt', 'the\t120\nof\t80\n'],
  ])('%s below the log of a training are left out by name', async (_, path, text) => {
    const { history, files } = await importSet({ 'run/metrics.csv': LOG, [path]: text });
    expect(history.runs).toHaveLength(1);
    const report = files.find((each) => each.path === path)!;
    expect(report).toMatchObject({ outcome: 'left', runs: [] });
    expect(report.notes.join(' ')).toContain(path);
  });

  it('unless nothing else is there, or the table has metrics', async () => {
    expect((await importSet({ 'run/a.csv': 'label,index\nshoe,0\nbag,1\n' })).history.runs).toHaveLength(2);
    const two = await importSet({ 'run/log.csv': LOG, 'run/table.csv': 'lr,accuracy\n0.1,0.5\n0.2,0.6\n' });
    expect(two.history.runs).toHaveLength(3);
  });
});
