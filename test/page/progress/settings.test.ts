import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialProgress,
  progressSetting,
  type ProgressSettings,
} from '../../../src/page/progress/settings.ts';
import { readParts, writeParts } from '../../../viz/index.ts';

const { link } = progressSetting;
const write = (settings: ProgressSettings) => writeParts(link, settings, initialProgress);
const read = (hash: string) => readParts(link, hash, initialProgress);

describe('the settings of the view of progress in a link', () => {
  it('are those that were written', () => {
    const settings = fc.record({
      x: fc.constantFrom('order' as const, 'time' as const),
      isLog: fc.boolean(),
      hasTimeline: fc.boolean(),
    });
    fc.assert(
      fc.property(settings, (written) => {
        expect(read(write(written))).toEqual({ value: written, leftOut: [] });
      }),
    );
  });

  it('are readable, and only those that were changed are written', () => {
    expect(write({ x: 'time', isLog: true, hasTimeline: false })).toBe(
      'progress.x=time&progress.y=log&progress.timeline=off',
    );
    expect(write(initialProgress)).toBe('');
  });

  it.each(['progress.x=trial', 'progress.y=square', 'progress.timeline=yes'])('leave out %s', (hash) => {
    const [key, text] = hash.split('=');
    expect(read(hash)).toEqual({ value: initialProgress, leftOut: [{ key, text }] });
  });
});
