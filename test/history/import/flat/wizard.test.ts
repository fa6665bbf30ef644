import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLUMN_USES,
  importFile,
  openTable,
  readHistory,
  toTable,
  writeHistory,
} from '../../../../history/index.ts';
import type { ColumnChoice, ColumnUseName, OpenedTable } from '../../../../history/index.ts';
import { hostileKey } from '../../arbitrary.ts';

function open(text: string, name = 'table.csv'): OpenedTable {
  return openTable(new TextEncoder().encode(text), name);
}

function guessed(text: string): string[] {
  return open(text).guesses.map(
    ({ name, use, direction }) => `${name}: ${use}${direction === 'none' ? '' : ` ${direction}`}`,
  );
}

function choose(...uses: (ColumnUseName | [ColumnUseName, 'min' | 'max'])[]): ColumnChoice[] {
  return uses.map((use) =>
    typeof use === 'string' ? { use, direction: 'none' } : { use: use[0], direction: use[1] },
  );
}

const counted = Array.from({ length: 12 }, (_, i) => `${String(5 * i)},${String(i * i)},x,7`).join('\n');

describe('guesses', () => {
  it.each([
    [
      'a log',
      'run,epoch,loss\na,1,3\na,2,2\nb,1,5\nb,2,4\n',
      ['run: run', 'epoch: epoch', 'loss: metric min'],
    ],
    [
      'steps in epochs',
      'step,epoch,acc\n1,0,1\n2,0,2\n3,1,3\n',
      ['step: step', 'epoch: epoch', 'acc: metric max'],
    ],
    [
      'a row a run',
      'lr,net,acc\n0.1,a,0.5\n0.2,b,0.75\n',
      ['lr: parameter', 'net: parameter', 'acc: metric max'],
    ],
    [
      'an even counter of no known name',
      `conta,media,tipo,fixo\n${counted}\n`,
      ['conta: step', 'media: metric', 'tipo: parameter', 'fixo: parameter'],
    ],
    [
      'a table that tells nothing: a name first, the outcome last',
      'Bezirk;Rate;Abgang\nA;0,1;0,5\nB;0,2;0,25\n',
      ['Bezirk: run', 'Rate: parameter', 'Abgang: metric'],
    ],
    [
      'words of another language',
      'Versuch;Rate;Fehler\nA;0,1;0,5\nB;0,2;0,25\n',
      ['Versuch: run', 'Rate: parameter', 'Fehler: metric min'],
    ],
    [
      'words that come again, and an end that is no number',
      'net,size,kind\na,1,x\na,2,y\n',
      ['net: parameter', 'size: parameter', 'kind: parameter'],
    ],
    [
      "HiPlot's links",
      'uid,from_uid,loss\na,,3\nb,a,2\nc,b,1\n',
      ['uid: run', 'from_uid: parent', 'loss: metric min'],
    ],
    [
      'links first, which name no run',
      'from_uid,size,rate\na,1,3\nb,1,2\nc,2,1\n',
      ['from_uid: parameter', 'size: parameter', 'rate: metric'],
    ],
    [
      'a metric that increases evenly',
      `lr,score\n${Array.from({ length: 12 }, (_, i) => `0.${String(i * i)},${String(i)}`).join('\n')}\n`,
      ['lr: parameter', 'score: metric max'],
    ],
    [
      'folds',
      'fold,epoch,loss\n0,1,3\n0,2,2\n1,1,5\n1,2,4\n',
      ['fold: fold', 'epoch: epoch', 'loss: metric min'],
    ],
  ])('%s', (_, text, roles) => {
    expect(guessed(text)).toEqual(roles);
  });

  it('are sure of what names say, and unsure of a table that says nothing', () => {
    expect(open('run,epoch,loss\na,1,3\na,2,2\n').confidence).toBeGreaterThan(0.8);
    expect(open('lr,loss\n1,3\n2,2\n').confidence).toBeGreaterThan(0.8);
    expect(open(`geracao,media,tipo,fixo\n${counted}\n`).confidence).toBeLessThanOrEqual(0.5);
    expect(open('a,b\n1,3\n2,2\n').confidence).toBe(0);
  });

  it.each([
    ['any numbers', (i: number) => `${String(((i * 7) % 12) / 100)},${String(Math.sin(i))}`],
    ['learning rates that increase evenly', (i: number) => `${String(i + 1)},${String(i * i)}`],
    ['scores that increase evenly', (i: number) => `${String(i * i)},${String(i + 1)}`],
    ['both', (i: number) => `${String(i)},${String(i)}`],
  ])('are sure of `lr,score`: %s', (_, line) => {
    const rows = Array.from({ length: 12 }, (_row, i) => line(i));
    expect(open(['lr,score', ...rows].join('\n')).confidence).toBeGreaterThan(0.55);
  });

  const grid = Array.from(
    { length: 12 },
    (_, i) => `${String(i + 1)},${String(32 * (i % 3))},${String(i * i)}`,
  );
  it.each<[header: string, roles: string, isSure: boolean]>([
    ['lr,batch_size,value', 'parameter parameter metric', true],
    ['learning_rate,n_layers,result', 'parameter parameter metric', true],
    ['learningRate,batchSize,Value', 'parameter parameter metric', true],
    ['seed,dropout,score', 'parameter parameter metric', true],
    ['params_x,params_y,objective', 'parameter parameter metric', true],
    ['n_estimators,max_depth,outcome', 'parameter parameter metric', true],
    ['run,lr,value', 'run parameter metric', true],
    ['lr,loss,value', 'parameter metric parameter', true],
    ['epoch,lr,value', 'epoch metric metric', true],
    ['batch_size,value,lr', 'parameter parameter parameter', false],
    ['lr,batch_size,size', 'parameter parameter metric', false],
    // Neither column beside the value is known, so what counts up is taken as a step, as before.
    ['a,b,value', 'step metric metric', false],
    ['depth,temperature,value', 'step metric metric', false],
  ])('of `%s` are by kind: %s', (header, roles, isSure) => {
    const { guesses, confidence } = open([header, ...grid].join('\n'));
    expect(guesses.map(({ use }) => use).join(' ')).toBe(roles);
    expect(confidence > 0.55).toBe(isSure);
  });

  it('are those of an import without questions', () => {
    const { history } = importFile(
      new TextEncoder().encode(['lr,batch_size,value', ...grid].join('\n')),
      'a.csv',
    );
    expect(history.runs).toHaveLength(12);
    expect(history.runs[3]).toMatchObject({ parameters: { lr: 4, batch_size: 0 }, summary: { value: 9 } });
  });

  it('give examples of what a column holds', () => {
    expect(open('a,b\n1,\n1,x\n2,y\n3,z\n4,w\n').guesses.map(({ examples }) => examples)).toEqual([
      ['1', '2', '3'],
      ['x', 'y', 'z'],
    ]);
  });
});

describe('choices', () => {
  const text = 'who,when,what,how,why\na,2,20,x,1\na,1,10,x,2\nb,1,30,y,3\nb,,40,y,4\n';

  it('make runs of the rows', () => {
    const { history, notes } = open(text).import(
      choose('run', 'step', ['metric', 'max'], 'parameter', 'ignore'),
    );
    expect(history.runs.map(({ name, parameters, metrics }) => ({ name, parameters, metrics }))).toEqual([
      { name: 'a', parameters: { how: 'x' }, metrics: { what: { direction: 'max' } } },
      { name: 'b', parameters: { how: 'y' }, metrics: { what: { direction: 'max' } } },
    ]);
    expect(history.runs[0]!.records).toEqual([
      { epoch: 1, step: 1, what: 10, what_best: true },
      { epoch: 2, step: 2, what: 20, what_best: true },
    ]);
    expect(notes).toContain('1 rows have no number in "when" and are left out.');
  });

  it.each<[string, string, ColumnUseName[], (string | null)[]]>([
    ['a row a run', 'name,base,lr\na,,1\nb,a,2\nc,a,3\n', ['run', 'parent', 'parameter'], [null, 'a', 'a']],
    [
      'runs of several rows',
      'name,base,at,lr\na,,1,1\na,,2,1\nb,a,1,2\nb,a,2,2\n',
      ['run', 'parent', 'epoch', 'parameter'],
      [null, 'a'],
    ],
    [
      'rows that are chained, and a fork',
      'id,base,at,lr\na,,1,1\nb,a,2,1\nc,b,3,1\nd,b,3,2\n',
      ['run', 'parent', 'epoch', 'parameter'],
      [null, 'a', 'a'],
    ],
    [
      'a cycle, which is cut where it closes, and a parent that is no run',
      'name,base,lr\na,b,1\nb,a,2\nc,z,3\n',
      ['run', 'parent', 'parameter'],
      ['b', null, null],
    ],
    ['no column of names', 'base,lr\na,1\nb,2\n', ['parent', 'parameter'], [null, null]],
  ])('link runs to their parents: %s', (_, table, uses, parents) => {
    const { runs } = open(table).import(choose(...uses)).history;
    expect(runs.map(({ parent }) => parent)).toEqual(parents);
  });

  it('make a run of each row where nothing counts', () => {
    const { history } = open(text).import(
      choose('ignore', 'parameter', ['metric', 'min'], 'parameter', 'ignore'),
    );
    expect(history.runs).toHaveLength(4);
    expect(history.runs[0]).toMatchObject({ parameters: { when: 2, how: 'x' }, summary: { what: 20 } });
  });

  it('that are the guesses import as the importers do', () => {
    const log = 'run,lr,epoch,loss\na,0.1,1,3\na,0.1,2,2\nb,0.2,1,5\nb,0.2,2,4\n';
    const table = open(log);
    const { runs } = table.import(table.guesses).history;
    expect(
      runs.map(({ name, parameters, records }) => [name, parameters, records.map(({ loss }) => loss)]),
    ).toEqual([
      ['a', { lr: 0.1 }, [3, 2]],
      ['b', { lr: 0.2 }, [5, 4]],
    ]);
  });

  it('of any kind for any table make a history that files and tables hold', () => {
    const cell = fc.oneof(
      fc.constantFrom('1', '2', '2', 'nan', '', '--', 'x', '1e3', 'inf', '=1'),
      hostileKey,
    );
    const line = fc
      .array(cell, { minLength: 3, maxLength: 3 })
      .map((cells) => cells.map((each) => JSON.stringify(each)).join());
    const choice = fc.record({
      use: fc.constantFrom(...COLUMN_USES),
      direction: fc.constantFrom('min' as const, 'max' as const, 'none' as const),
    });
    const lines = fc.array(line, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.array(choice, { minLength: 3, maxLength: 3 }), (rows, choices) => {
        const table = open(['a,b,c', ...rows].join('\n'));
        for (const each of [choices, table.guesses]) {
          const { history } = table.import(each);
          const file = writeHistory(history);
          expect(writeHistory(readHistory(file))).toBe(file);
          toTable(history, { rows: 'epochs' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
