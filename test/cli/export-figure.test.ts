import { describe, expect, it } from 'vitest';
import { figureContent, figureOptions, runsAsFigure } from '../../src/cli/export/figure.ts';
import { readPdf } from '../viz/export/pdf-reader.ts';
import { makeHistory, makeRecords, makeRun } from '../history/make.ts';

const none = { chart: undefined, width: undefined, font: undefined, size: undefined, title: undefined };

/** Two configurations with three folds each, which have records of their own. */
const grid = makeHistory(
  ...[
    ['relu', 0.95, 0.97, 0.96],
    ['tanh', 0.85, 0.88, 0.86],
  ].flatMap(([act, ...scores]) => [
    makeRun(String(act), { parameters: { act: act!, folds: 3, lr: 0.1 } }),
    ...scores.map((score, fold) =>
      makeRun(`${String(act)} ${String(fold)}`, {
        ...{ parent: String(act), fold, parameters: { act: act!, folds: 3, lr: 0.1 * (fold + 1) } },
        metrics: { test_score: { direction: 'max' }, loss: { direction: 'min' } },
        records: makeRecords({ loss: 0.9 }, { loss: 0.4 }),
        summary: { test_score: Number(score) },
      }),
    ),
  ]),
);

describe('figureOptions', () => {
  it.each([
    [{ chart: 'curves' }, { paper: { width: 3.5, fontSize: 8 }, title: '' }],
    [
      { chart: 'scatter', width: 'two-column', font: 'Georgia', size: '9.5', title: 'A' },
      { paper: { width: 7.16, fontSize: 9.5, fontFamily: 'Georgia' }, title: 'A' },
    ],
    [
      { chart: 'verdicts', width: '127mm' },
      { paper: { width: 5, fontSize: 8 }, title: '' },
    ],
  ])('reads %o', (given, options) => {
    expect(figureOptions({ ...none, ...given })).toEqual({ chart: given.chart, options });
  });

  it.each([
    [{}, '--chart: expected one of curves, scatter, verdicts, got "".'],
    [{ chart: 'scater' }, 'got "scater". Did you mean "scatter"?'],
    [
      { chart: 'curves', width: 'wide' },
      '--width: expected column, two-column or a length such as 88mm, got "wide".',
    ],
    [{ chart: 'curves', size: 'big' }, '--size: expected 4 to 72 points, got "big".'],
  ])('refuses %o', (given, message) => {
    expect(() => figureOptions({ ...none, ...given })).toThrow(message);
  });
});

describe('runsAsFigure', () => {
  const options = { paper: { width: 3.5 } };

  it.each([
    ['curves', ['loss'], ['loss', 'Epoch', 'relu 0', 'tanh 2']],
    ['scatter', ['lr', 'test_score'], ['lr', 'test_score ↑']],
    ['verdicts', null, ['relu − tanh', 'better']],
  ] as const)('draws %s', (chart, names, words) => {
    const svg = runsAsFigure(grid, chart, names, options);
    expect(svg).toMatch(/^<svg [^>]*width="3\.5in"/);
    for (const word of words) expect(svg).toContain(`>${word}</text>`);
  });

  it.each([
    ['curves', ['los'], '--columns: expected one of loss, got "los". Did you mean "loss"?'],
    ['curves', ['loss', 'lr'], '--columns: expected one metric for curves, got "loss,lr".'],
    ['scatter', null, '--columns: expected two columns for a scatter plot'],
    ['scatter', ['lr', 'loss', 'lr'], 'got "lr,loss,lr".'],
    ['verdicts', ['loss'], '--columns: expected none for verdicts, got "loss".'],
    ['scatter', ['lr', 'los'], 'got "los". Did you mean "loss"?'],
  ] as const)('names what is wrong with the columns of %s %o', (chart, names, message) => {
    expect(() => runsAsFigure(grid, chart, names, options)).toThrow(message);
  });

  it('says so if there is nothing to draw', () => {
    const bare = makeHistory(makeRun('a'));
    expect(() => runsAsFigure(bare, 'curves', null, options)).toThrow('no run has per-epoch records');
    expect(() => runsAsFigure(bare, 'verdicts', null, options)).toThrow('there is no cross-validation');
  });

  it('is a PDF where the name of the file ends so', () => {
    const svg = runsAsFigure(grid, 'curves', null, options);
    expect(figureContent('curves.svg', svg)).toEqual({ content: svg, unknown: [] });
    const { content } = figureContent('curves.PDF', svg);
    expect(readPdf(content as Uint8Array).size[0]).toBe(252);
  });
});
