import { describe, expect, it } from 'vitest';
import {
  createColumn,
  RunSet,
  tableOf as makeTable,
  type Column,
  type RawCell,
  type Table,
} from '../../../history/index.ts';
import { copyText, maxCopiedRows } from '../../../src/shared/table-text/copy-text.ts';
import { escapeLatex } from '../../../src/shared/table-text/latex.ts';
import { escapeMarkdown } from '../../../src/shared/table-text/markdown.ts';
import { makeHistory, makeRun } from '../../history/make.ts';

function columnOf(name: string, direction: 'min' | 'max' | 'none', cells: readonly RawCell[]): Column {
  return createColumn({ name, role: direction === 'none' ? 'parameter' : 'metric', direction }, cells);
}

function tableOf(...columns: readonly Column[]): Table {
  const [first] = columns;
  const length = first === undefined ? 0 : (first.kind === 'number' ? first.values : first.codes).length;
  return {
    length,
    columns,
    runIndex: Uint32Array.from({ length }, (_, row) => row),
    recordIndex: new Int32Array(length).fill(-1),
  };
}

const all = (table: Table) => Uint32Array.from({ length: table.length }, (_, row) => row);
const copy = (format: Parameters<typeof copyText>[0], table: Table, rows = all(table)) =>
  copyText(format, table, table.columns, rows);

/** Texts and numbers of every kind. */
const odd = tableOf(
  columnOf('a_b', 'none', ['50%', 'x|y', 'tab\there', 'two\nlines', null, undefined]),
  columnOf('loss', 'min', [NaN, Infinity, -Infinity, -0.5, null, undefined]),
);

describe('text to copy', () => {
  it('in Markdown is escaped, with the best in bold', () => {
    expect(copy('markdown', odd)).toBe(
      [
        '| a\\_b | loss |',
        '| --- | ---: |',
        '| 50% | NaN |',
        '| x\\|y | +∞ |',
        '| tab\there | −∞ |',
        '| two<br>lines | **−0.5** |',
        '|  |  |',
        '| -- | -- |',
        '',
      ].join('\n'),
    );
  });

  it('in LaTeX is escaped, with the best in bold', () => {
    expect(copy('latex', odd)).toBe(
      [
        '\\begin{tabular}{lr}',
        '  \\toprule',
        '  a\\_b & loss \\\\',
        '  \\midrule',
        '  50\\% & NaN \\\\',
        '  x\\textbar{}y & $\\infty$ \\\\',
        '  tab\there & $-\\infty$ \\\\',
        '  two lines & \\textbf{$-0.5$} \\\\',
        '   &  \\\\',
        '  -- & -- \\\\',
        '  \\bottomrule',
        '\\end{tabular}',
        '',
      ].join('\n'),
    );
  });

  it('between tabs has exact numbers', () => {
    expect(copy('tsv', odd)).toBe(
      [
        'a_b\tloss',
        '50%\tNaN',
        'x|y\tInfinity',
        '"tab\there"\t-Infinity',
        '"two\nlines"\t-0.5',
        '\t',
        '--\t--',
        '',
      ].join('\r\n'),
    );
  });

  it('between tabs quotes quotation marks, and disarms formulas as CSV does', () => {
    const table = tableOf(columnOf('x', 'none', ['say "yes"', '=1+1', 'a,b']));
    expect(copy('tsv', table)).toBe('x\r\n"say ""yes"""\r\n\'=1+1\r\na,b\r\n');
    expect(copy('csv', table)).toBe('x\r\n"say ""yes"""\r\n\'=1+1\r\n"a,b"\r\n');
  });

  it('has the given rows and columns in their order', () => {
    const table = tableOf(columnOf('a', 'none', [1, 2, 3]), columnOf('b', 'none', [0.1 + 0.2, 5, 6]));
    const [a, b] = table.columns as [Column, Column];
    expect(copyText('csv', table, [b, a], Uint32Array.of(2, 0))).toBe(
      'b,a\r\n6,3\r\n0.30000000000000004,1\r\n',
    );
  });

  it.each([
    ['max', [0.9, 0.97, 0.97], '0.9 **0.97** **0.97**'],
    ['min', [0.9, 0.97, 0.98], '**0.9** 0.97 0.98'],
    ['none', [0.9, 0.97, 0.98], '0.9 0.97 0.98'],
    ['max', [0.9, Infinity, NaN], '**0.9** +∞ NaN'],
    ['max', [0.9], '0.9'],
  ] as const)('marks the best by direction: %s of %j', (direction, cells, expected) => {
    const lines = copy('markdown', tableOf(columnOf('x', direction, cells)))
      .split('\n')
      .slice(2, -1);
    expect(lines.map((line) => line.slice(2, -2)).join(' ')).toBe(expected);
  });

  it.each([
    ['1e−5', 1e-5, '$1 \\times 10^{-5}$'],
    ['a large number', 2.5e12, '$2.5 \\times 10^{12}$'],
    ['a negative one', -3, '$-3$'],
    ['a whole number', 64, '64'],
  ])('in LaTeX has numbers as mathematics where necessary: %s', (_, value, expected) => {
    expect(copy('latex', tableOf(columnOf('x', 'none', [value]))).split('\n')[4]).toBe(`  ${expected} \\\\`);
  });
});

describe('text to copy of configurations', () => {
  /** Two configurations of two runs each. */
  const runs = [
    ['a', 0, 0.96],
    ['a', 1, 0.98],
    ['b', 0, 0.5],
    ['b', 1, 0.7],
  ] as const;
  const history = makeHistory(
    ...runs.map(([net, seed, acc], i) =>
      makeRun(`run ${String(i)}`, {
        parameters: { net, seed },
        metrics: { acc: { direction: 'max' } },
        summary: { acc },
      }),
    ),
  );
  const table = makeTable(RunSet.of(history.runs), { level: 'configurations' });
  const columns = table.columns.filter(({ name }) => ['net', 'n', 'acc'].includes(name));
  const text = (format: Parameters<typeof copyText>[0]) => copyText(format, table, columns, all(table));

  it('has deviations after means', () => {
    expect(text('markdown').split('\n').slice(2, 4)).toEqual([
      '| a | 2 | **0.970 ± 0.014** |',
      '| b | 2 | 0.60 ± 0.14 |',
    ]);
    expect(text('latex').split('\n').slice(4, 6)).toEqual([
      '  a & 2 & \\textbf{0.970} $\\pm$ 0.014 \\\\',
      '  b & 2 & 0.60 $\\pm$ 0.14 \\\\',
    ]);
  });

  it('has exact deviations in a column of their own', () => {
    const [head, first] = text('csv').split('\r\n');
    expect(head).toBe('net,n,acc,acc sd,acc against the best');
    const [net, n, mean, sd, mark] = first!.split(',');
    expect(mark).toBe('best');
    expect([net, n, Number(mean)]).toEqual(['a', '2', 0.97]);
    // Of two values it is their distance divided by √2.
    expect(Number(sd)).toBeCloseTo(0.02 / Math.SQRT2, 12);
  });
});

describe('escaped text', () => {
  it.each([
    ['\\', '\\textbackslash{}', '\\\\'],
    ['a_b^2', 'a\\_b\\textasciicircum{}2', 'a\\_b^2'],
    ['50% & $5 #1', '50\\% \\& \\$5 \\#1', '50% &amp; \\$5 \\#1'],
    ['{x}', '\\{x\\}', '{x}'],
    ['~/a|b', '\\textasciitilde{}/a\\textbar{}b', '\\~/a\\|b'],
    ['<b>', '\\textless{}b\\textgreater{}', '&lt;b&gt;'],
    ['[x](y)', '{[}x](y)', '\\[x\\](y)'],
    ['*a* `b`', '{*}a{*} `b`', '\\*a\\* \\`b\\`'],
    ['a--b', 'a-{}-b', 'a--b'],
    ['--', '-{}-', '\\--'],
    ['a\r\nb\rc\nd', 'a b c d', 'a<br>b<br>c<br>d'],
    ['größer ± 5 µm', 'größer ± 5 µm', 'größer ± 5 µm'],
  ])('%j', (text, latex, markdown) => {
    expect([escapeLatex(text), escapeMarkdown(text)]).toEqual([latex, markdown]);
  });
});

describe('the number of rows to copy', () => {
  it('is limited by their cells', () => {
    expect([maxCopiedRows(1), maxCopiedRows(20), maxCopiedRows(0)]).toEqual([1_000_000, 50_000, 1_000_000]);
  });
});
