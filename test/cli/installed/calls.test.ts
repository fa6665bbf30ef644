import { describe, expect, it } from 'vitest';
import { heddle } from './heddle.ts';

describe('invalid arguments of heddle', { timeout: 30_000 }, () => {
  it.each<[string[], string]>([
    [
      [],
      'No command given: use open, inspect, convert, export, train, python, formats, completion or files.',
    ],
    [
      ['paint'],
      'Expected open, inspect, convert, export, train, python, formats, completion or files, got "paint".',
    ],
    [
      ['trian'],
      'Expected open, inspect, convert, export, train, python, formats, completion or files, got "trian". Did you mean "train"?',
    ],
    [
      ['--verison'],
      'Expected open, inspect, convert, export, train, python, formats, completion or files, got "--verison". Did you mean "--version"?',
    ],
    [['completion', 'fihs'], 'Expected one of bash, zsh, fish, got "fihs". Did you mean "fish"?'],
    [['open', 'runs', '--prot', '3'], "Unknown option '--prot'. Did you mean --port?"],
    [['inspect'], 'No input given: name files, folders, or - for standard input.'],
    [['inspect', 'nowhere.json'], 'There is no file or folder "nowhere.json".'],
    [['open'], 'No input given: name files, folders, or - for standard input.'],
    [['runs', '--port', 'x'], '--port: expected a whole number from 0 to 65535, got "x".'],
    [['inspect', '--colour', 'runs'], "Unknown option '--colour'."],
    [
      ['convert', 'runs', '--to', 'xml'],
      '--to: expected one of heddle, csv, jsonl, parquet, skorch, cv-results, cv-results-records, cv-results-csv, hiplot, tensorboard, got "xml".',
    ],
    [['convert', 'runs', '--to', 'csv', '--out', ''], '--out: expected a file or a folder, got "".'],
    [
      ['convert', 'runs', '--to', 'skorch'],
      'The output is 28 files, too many for standard output: name a folder or a .zip with --out.',
    ],
  ])('rejects %j with an error message and exit code 2', async (args, sentence) => {
    const { code, errors, output } = await heddle(args);
    expect([code, output]).toEqual([2, '']);
    expect(errors.trimEnd().split('\n').slice(-2)).toEqual([`heddle: ${sentence}`, 'Try "heddle --help".']);
  });
});
