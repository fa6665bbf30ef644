import { part, partOfProperty, type LinkedSetting, type TextCodec } from '../../../viz/index.ts';

/** The orders of the list of runs: the best first, or by source in ascending or descending order. */
const ORDERS = ['objective', 'source', '-source'] as const;

/** How the list of runs is shown. */
export interface RunListSettings {
  readonly order: (typeof ORDERS)[number];
  /** Whether the source of each run is shown, if there are several. */
  readonly hasSource: boolean;
}

const orderText: TextCodec<RunListSettings['order']> = {
  write: (order) => order,
  read(text) {
    const order = ORDERS.find((each) => each === text);
    if (order === undefined) throw new Error(`expected ${ORDERS.join(', ')}, got "${text}"`);
    return order;
  },
};

const shownText: TextCodec<boolean> = {
  write: (isShown) => (isShown ? 'on' : 'off'),
  read(text) {
    if (text !== 'on' && text !== 'off') throw new Error(`expected on or off, got "${text}"`);
    return text === 'on';
  },
};

/** `runs.sort=-source&runs.source=off`. */
export const runListSetting: LinkedSetting<RunListSettings> = {
  initial: { order: 'objective', hasSource: true },
  link: [
    partOfProperty<RunListSettings, 'order'>('order', part(orderText, 'runs.sort')),
    partOfProperty<RunListSettings, 'hasSource'>('hasSource', part(shownText, 'runs.source')),
  ],
};

/** The settings after a click on the head of the sources: ascending, then descending, then by the objective again. */
export function toggleSourceOrder(settings: RunListSettings): RunListSettings {
  const next = ORDERS[(ORDERS.indexOf(settings.order) + 1) % ORDERS.length]!;
  return { ...settings, order: next };
}
