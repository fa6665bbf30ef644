import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../../../history/index.ts';
import { importText } from '../fixture.ts';

/** The values of a column `x` of a table of runs, as CSV and as JSON. */
const containers: readonly [string, (texts: readonly (string | number | null)[]) => string][] = [
  ['CSV', (texts) => ['id,x', ...texts.map((text, i) => `r${String(i)},"${String(text ?? '')}"`)].join('\n')],
  ['JSON', (texts) => JSON.stringify(texts.map((x, i) => ({ id: `r${String(i)}`, x })))],
  ['JSON lines', (texts) => texts.map((x, i) => JSON.stringify({ id: `r${String(i)}`, x })).join('\n')],
];

function valuesIn(text: string, name = 'x'): (ParameterValue | undefined)[] {
  return importText(text).history.runs.map((run) => run.parameters[name] ?? run.summary[name] ?? null);
}

describe.each(containers)('texts of a column in %s', (_, write) => {
  it.each<[string, (string | number | null)[], (ParameterValue | undefined)[]]>([
    ['percentages', ['50.0%', '60.5 %', '0.1%'], [50, 60.5, 0.1]],
    ['seconds', ['12.5s', '11.9 s', '1m 3s'], [12.5, 11.9, 63]],
    ['milliseconds', ['3 ms', '250us', '1.5 s'], [0.003, 0.00025, 1.5]],
    ['minutes and hours', ['5min', '2h', '1h 30m'], [300, 7200, 5400]],
    ['ISO 8601 durations', ['PT12.5S', 'PT1M3S', 'P1DT2H'], [12.5, 63, 93_600]],
    ['clock times', ['0:02:12', '4:43', '1:00:00.5'], [132, 283, 3600.5]],
    ["Python's timedelta", ['1 day, 0:08:23', '2 days, 1:00:00', '0:00:01'], [86_903, 176_400, 1]],
    ['thousands', ['1,234.5', '12,345,678', '999'], [1234.5, 12_345_678, 999]],
    ['decimal commas with points', ['1.234,5', '12,5', '1.234.567'], [1234.5, 12.5, 1_234_567]],
    [
      'spaces between thousands',
      ['1 234,5', '1\u00a0234', '1\u202f234 567'.replace(' ', '\u202f')],
      [1234.5, 1234, 1_234_567],
    ],
    ['millions', ['25.6M', '1.2k', '7B'], [25_600_000, 1200, 7e9]],
    ['bytes', ['512 MB', '1.5GiB', '800 KB'], [512e6, 1.5 * 1024 ** 3, 800e3]],
    ['rates', ['12.3it/s', '0.5 it/s', '7it/s'], [12.3, 0.5, 7]],
    ['means', ['0.91 ± 0.02', '0.9 ± 0.1', '0.5±0.25'], [0.91, 0.9, 0.5]],
    ['amounts', ['$12.50', '$3', '$0.10'], [12.5, 3, 0.1]],
    ['missing words among numbers', [5, 'None', 10], [5, null, 10]],
    ['errors of spreadsheets among numbers', [0.5, '#DIV/0!', '#N/A'], [0.5, null, null]],
    ['a dash among percentages', ['50%', '-', '60%'], [50, null, 60]],
    ['None among words', ['relu', 'None', 'tanh'], ['relu', null, 'tanh']],
    ['truth values', ['True', 'False', 'True'], [true, false, true]],
    [
      'dates that are day first',
      ['31.12.2023', '01.02.2024 10:00', '15.03.2024'],
      ['2023-12-31', '2024-02-01 10:00', '2024-03-15'],
    ],
    [
      'dates that are month first',
      ['12/31/2023', '2/1/2024', '3/15/2024'],
      ['2023-12-31', '2024-02-01', '2024-03-15'],
    ],
  ])('become values: %s', (__, texts, values) => {
    expect(valuesIn(write(texts))).toEqual(values);
  });

  it.each<[string, string[]]>([
    ['dates without a day above 12', ['01.02.2023', '03.04.2023', '05.06.2023']],
    ['dates of both orders', ['31.12.2023', '12.31.2023', '01.01.2023']],
    ['percentages and words', ['50%', 'half', '60%']],
    ['dimensions', ['2d', '3d', '2d']],
    ['lengths', ['5m', '10m', '7m']],
    ['different units', ['5 it/s', '3 img/s', '1 it/s']],
    ['categories', ['none', 'l2', 'l1']],
    ['layers', ['3x3', '5x5', '7x7']],
    ['versions', ['v1', 'v2', 'v10']],
  ])('stay text: %s', (__, texts) => {
    expect(valuesIn(write(texts))).toEqual(texts);
  });

  it('mean minutes by "m" if the name of the column is a duration', () => {
    const text = write(['5m', '10m', '7m']).replaceAll('x"', 'elapsed"').replace('id,x', 'id,elapsed');
    expect(valuesIn(text, 'elapsed')).toEqual([300, 600, 420]);
  });
});

describe('columns of numbers for people', () => {
  const number = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((value) => value / 100);

  it.each<[string, string, string]>([
    ['en', ',', '.'],
    ['de', ';', ','],
    ['fr', ';', ','],
    ['de-CH', ',', '.'],
  ])('are read as Intl writes them in %s', (locale, delimiter, point) => {
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
    const large = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234567.25);
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), (values) => {
        const texts = [large, ...values.map((value) => format.format(value).replace('\u2212', '-'))];
        const rows = texts.map((text, i) => `r${String(i)}${delimiter}"${text}"${delimiter}0${point}5`);
        const file = [`id${delimiter}x${delimiter}y`, ...rows].join('\n');
        expect(valuesIn(file)).toEqual([1234567.25, ...values]);
        expect(valuesIn(file, 'y')).toEqual(texts.map(() => 0.5));
      }),
      { numRuns: 30 },
    );
  });

  it('say what the numbers mean', () => {
    const { notes } = importText('id,accuracy\na,50.0%\nb,60.5%\n');
    expect(notes).toContain('"accuracy" has numbers in percent: "50.0%" is read as 50.');
  });
});

describe('numbers that stand for no value yet', () => {
  it.each([2147483647, 1.7976931348623157e308, 3.4028234663852886e38, 2 ** 63])('%d', (value) => {
    const { history, notes } = importText(`id,lr,cost\na,0.1,0.5\nb,0.2,${String(value)}\n`);
    expect(history.runs.map(({ summary }) => summary.cost)).toEqual([0.5, null]);
    expect(notes.join(' ')).toContain('"cost"');
  });

  it('are kept in parameters', () => {
    expect(valuesIn('id,seed\na,2147483647\nb,1\n', 'seed')).toEqual([2147483647, 1]);
  });

  it('is kept as the largest float in a log, but not as the largest integer', () => {
    const lossesOf = (value: string) =>
      importText(`epoch,loss\n1,${value}\n2,1\n`).history.runs[0]!.records.map(({ loss }) => loss);
    expect(lossesOf('1.7976931348623157e308')).toEqual([Number.MAX_VALUE, 1]);
    expect(lossesOf('2147483647')).toEqual([null, 1]);
  });
});
