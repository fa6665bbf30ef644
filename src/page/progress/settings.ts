import { part, partOfProperty, type LinkedSetting, type TextCodec } from '../../../viz/index.ts';

/** What is chosen in the view of progress. */
export interface ProgressSettings {
  /** Whether runs are placed by their order, or by their start times. */
  readonly x: 'order' | 'time';
  /** Whether the objective's axis is logarithmic. */
  readonly isLog: boolean;
  readonly hasTimeline: boolean;
}

export const initialProgress: ProgressSettings = { x: 'order', isLog: false, hasTimeline: true };

/** A codec for two words. */
function either(yes: string, no: string): TextCodec<boolean> {
  return {
    write: (value) => (value ? yes : no),
    read(text) {
      if (text !== yes && text !== no) throw new Error(`expected ${yes} or ${no}, got "${text}"`);
      return text === yes;
    },
  };
}

const isTime = either('time', 'order');
const xText: TextCodec<ProgressSettings['x']> = {
  write: (x) => x,
  read: (text, skip) => (isTime.read(text, skip) ? 'time' : 'order'),
};

/** The settings of the view of progress in a link: `progress.x=time&progress.y=log&progress.timeline=off`. */
export const progressSetting: LinkedSetting<ProgressSettings> = {
  initial: initialProgress,
  link: [
    partOfProperty<ProgressSettings, 'x'>('x', part(xText, 'progress.x')),
    partOfProperty<ProgressSettings, 'isLog'>('isLog', part(either('log', 'linear'), 'progress.y')),
    partOfProperty<ProgressSettings, 'hasTimeline'>(
      'hasTimeline',
      part(either('on', 'off'), 'progress.timeline'),
    ),
  ],
};
