import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../src/page/shell/link/view-names.ts';
import { secondSetting, secondView, type SecondView } from '../../../src/page/shell/views/second-view.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { initial, link } = secondSetting;

describe('the second view', () => {
  it.each([
    [null, 'table', 'curves'],
    [null, 'curves', 'table'],
    ['scatter', 'table', 'scatter'],
    ['scatter', 'scatter', 'curves'],
    ['none', 'table', null],
  ] as const)('chosen as %s beside %s is %s', (chosen, first, shown) => {
    expect(secondView(chosen, first)).toBe(shown);
  });

  it('is never the first one', () => {
    for (const first of VIEWS) {
      for (const chosen of [...VIEWS, null]) expect(secondView(chosen, first)).not.toBe(first);
    }
  });

  it.each<[SecondView, string]>([
    [null, ''],
    ['none', 'second=none'],
    ['progress', 'second=progress'],
  ])('is in the link: %s', (chosen, text) => {
    expect(writeParts(link, chosen, initial)).toBe(text);
    expect(readParts(link, text, initial)).toEqual({ value: chosen, leftOut: [] });
  });

  it('is left out of a link where its name is unknown', () => {
    expect(readParts(link, 'second=pie', initial)).toEqual({
      value: null,
      leftOut: [expect.objectContaining({ key: 'second' })],
    });
  });
});
