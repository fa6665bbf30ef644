import { describe, expect, it } from 'vitest';
import { toTable } from '../../../../history/index.ts';
import { cellsOf } from '../../cells.ts';
import { cells, importText, runsOf } from '../fixture.ts';

describe('csv', () => {
  it('takes each sign of a missing value for one, and NaN and infinities for what they are', () => {
    expect(cells('csv/damaged/missing.csv', 'loss')).toEqual([null, null, null, null, null, 0.5]);
    expect(cells('csv/damaged/missing.csv', 'acc')).toEqual([0.5, NaN, Infinity, -Infinity, Infinity, 0.75]);
  });

  it('distinguishes not applicable and missing', () => {
    expect(cells('csv/conditional.csv', 'slope')).toEqual([undefined, 0.01, null]);
    expect(runsOf('csv/conditional.csv').map(({ parameters }) => Object.hasOwn(parameters, 'slope'))).toEqual(
      [false, true, true],
    );
  });

  it('begins a new run where epochs begin again, and flags each run for itself', () => {
    expect(cells('csv/keras-restart.csv', 'epoch')).toEqual([1, 2, 3, 1, 2, 3, 4]);
    expect(cells('csv/keras-restart.csv', 'loss_best')).toEqual(Array(7).fill('true'));
  });

  it('goes on from within a run that was resumed', () => {
    const { history, notes } = importText('epoch,loss\n1,5\n2,4\n3,3\n3,2.5\n4,2\n');
    expect(history.runs.map(({ records }) => records.map(({ epoch, loss }) => [epoch, loss]))).toEqual([
      [
        [1, 5],
        [2, 4],
        [3, 2.5],
        [4, 2],
      ],
    ]);
    expect(notes).toContain('The run was resumed: 1 repeated records were replaced by the later ones.');
  });

  it('joins rows that tell different things of one epoch', () => {
    expect(runsOf('csv/train-and-valid-lines.csv')[0]!.records).toEqual([
      { epoch: 1, train_loss: 1, train_loss_best: true, valid_loss: 0.5, valid_loss_best: true },
      { epoch: 2, train_loss: 0.5, train_loss_best: true, valid_loss: 0.25, valid_loss_best: true },
    ]);
  });

  it('keeps runs that have no epochs beside those that have some', () => {
    const { history, notes } = importText(
      'run,lr,epoch,loss\na,0.1,1,3\na,0.1,2,2\nb,0.2,--,--\nc,0.3,,\na,0.1,,1\nd,0.4,1,5\n',
    );
    expect(
      history.runs.map(({ name, parameters, records }) => [
        name,
        parameters,
        records.map(({ loss }) => loss),
      ]),
    ).toEqual([
      ['a', { lr: 0.1 }, [3, 2]],
      ['d', { lr: 0.4 }, [5]],
      ['b', { lr: 0.2 }, []],
      ['c', { lr: 0.3 }, []],
    ]);
    expect(notes).toContain('One row has no epoch and is left out.');
  });

  it('never joins rows that disagree', () => {
    expect(cells('csv/results-with-epochs.csv', 'acc')).toEqual([0.5, 0.625, 0.75, 0.875]);
    expect(cells('csv/results-with-epochs.csv', 'epoch')).toEqual([10, 10, 50, 20]);
  });

  it.each<[string, string[]]>([
    ['clf__lr,clf__net,acc\n0.1,a,1\n0.2,b,1\n', ['lr=0.1, net=a', 'lr=0.2, net=b']],
    ['clf__lr,opt__lr,acc\n1,3,1\n2,4,1\n', ['clf__lr=1, opt__lr=3', 'clf__lr=2, opt__lr=4']],
    ['__proto__,b,acc\n1,3,1\n2,4,1\n', ['__proto__=1, b=3', '__proto__=2, b=4']],
  ])('names runs by the last words of parameters where these tell them apart: %j', (text, names) => {
    expect(importText(text).history.runs.map(({ name }) => name)).toEqual(names);
  });

  it('keeps quoted line breaks, commas and quotes', () => {
    expect(cells('csv/quoted.csv', 'note, free')).toEqual(['two\nlines', 'a "word"']);
  });

  it.each<[string, string, string[], unknown[][], boolean]>([
    ['the separator that spreadsheets are told', 'sep=;\na;b\n1;2\n', ['a', 'b'], [[1, 2]], false],
    ['the same with BOM and CRLF', '\uFEFFsep=;\r\na;b\r\n0,5;2\r\n', ['a', 'b'], [[0.5, 2]], false],
    ['comments', '# of Monday\n#\na,b\n1,2\n', ['a', 'b'], [[1, 2]], false],
    [
      "comments with NumPy's names",
      '# of Monday\n# a,b\n1,2\n3,4\n',
      ['a', 'b'],
      [
        [1, 2],
        [3, 4],
      ],
      false,
    ],
    ['the same with BOM and CRLF', '\uFEFF# a,b\r\n1,2\r\n', ['a', 'b'], [[1, 2]], false],
    [
      'no names: numbers',
      '1,0.5\n2,0.25\n',
      ['column 1', 'column 2'],
      [
        [1, 0.5],
        [2, 0.25],
      ],
      true,
    ],
    [
      'no names: words that come again',
      'relu,1\ntanh,2\nrelu,3',
      ['column 1', 'column 2'],
      [
        ['relu', 1],
        ['tanh', 2],
        ['relu', 3],
      ],
      true,
    ],
    [
      'no names: falling whole numbers',
      '3,1\n2,1\n',
      ['column 1', 'column 2'],
      [
        [3, 1],
        [2, 1],
      ],
      true,
    ],
    [
      'no names, with BOM and CRLF',
      '\uFEFF0.5;1\r\n0.25;2\r\n',
      ['column 1', 'column 2'],
      [
        [0.5, 1],
        [0.25, 2],
      ],
      true,
    ],
    ['names that are numbers, as those of pandas', '0,1\n5,6\n', ['0', '1'], [[5, 6]], false],
    ['names beside a number', 'metric,0.1\nacc,0.5\n', ['metric', '0.1'], [['acc', 0.5]], false],
    [
      'names that stand again below',
      'a,1\n5,6\na,1\n7,8\n',
      ['a', '1'],
      [
        [5, 6],
        [7, 8],
      ],
      false,
    ],
  ])('begins a table behind %s', (_, text, names, rows, isSaid) => {
    const { history, notes } = importText(text);
    const table = toTable(history, { rows: 'runs', value: 'last' });
    const shown = names.map((name) => cellsOf(table, name));
    expect(shown).toEqual(names.map((_name, column) => rows.map((row) => row[column])));
    expect(notes.some((note) => note.startsWith('The first line has values'))).toBe(isSaid);
  });

  it.each([
    'iteration',
    'Generation',
    'geracao',
    'Geração',
    'Época',
    'génération',
    'Epoche',
    'эпоха',
    '轮次',
    'エポック',
  ])('takes a counter of another name for the epoch: %s', (name) => {
    const { history, notes } = importText(`${name},loss\n100,2\n200,1\n`);
    expect(history.runs[0]!.records.map(({ epoch }) => epoch)).toEqual([100, 200]);
    expect(notes).toContain(`The column "${name}" is used as the epoch.`);
  });

  it('shows steps where a log counts them alone', () => {
    const { history } = importText('step,loss\n100,2\n200,1\n');
    const table = toTable(history, { rows: 'epochs' });
    expect(table.columns.map(({ name }) => name)).toEqual(['run', 'loss', 'loss_best', 'step']);
    expect(cellsOf(table, 'step')).toEqual([100, 200]);
  });

  it('keeps the steps within epochs, rows of one step as one record, the end of an epoch as its row', () => {
    const { history } = importText(
      'step,epoch,lr,loss,val_loss\n0,,0.1,,\n0,0,,5,\n1,0,,4,\n1,0,,,6\n2,,0.2,,\n3,1,,3,\n3,1,,,2\n',
    );
    const [run] = history.runs;
    expect(
      run!.records.map(({ step, epoch, lr, loss, val_loss }) => [step, epoch, lr, loss, val_loss]),
    ).toEqual([
      [0, 0, 0.1, 5, null],
      [1, 0, null, 4, 6],
      [2, 1, 0.2, null, null],
      [3, 1, null, 3, 2],
    ]);
    const atEnd = toTable(history, { rows: 'runs', value: 'last' });
    expect(['epoch', 'step', 'lr', 'loss', 'val_loss'].map((name) => cellsOf(atEnd, name)[0])).toEqual([
      1, 3, 0.2, 3, 2,
    ]);
    const first = toTable(history, { rows: 'runs', value: { epoch: 0 } });
    expect(['step', 'loss', 'val_loss'].map((name) => cellsOf(first, name)[0])).toEqual([1, 4, 6]);
  });

  it('distinguishes decimal commas from lists of two columns', () => {
    const { history } = importText('a,b\n1,5\n2,5\n');
    expect(history.runs.map(({ parameters }) => parameters)).toEqual([
      { a: 1, b: 5 },
      { a: 2, b: 5 },
    ]);
  });

  it('gives columns of one name each a name of its own', () => {
    expect(Object.keys(importText('a,a,,b\n1,2,x,3\n').history.runs[0]!.parameters)).toEqual([
      'a',
      'a (2)',
      'column 3',
      'b',
    ]);
  });

  it('keeps the text of ids', () => {
    expect(importText('run,loss\n007,1\n008,2\n').history.runs.map(({ id }) => id)).toEqual(['007', '008']);
  });
});
