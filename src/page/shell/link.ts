import type { TableOptions } from '../../../history/index.ts';
import {
  decodeName,
  encodeName,
  initialView,
  list,
  part,
  partsOf,
  readNumber,
  readParts,
  viewLink,
  writeParts,
  type LeftOut,
  type LinkedSetting,
  type LinkPart,
  type PlotView,
  type TextCodec,
} from '../../../viz/index.ts';
import type { Pin } from '../plot/pins.ts';
import { setupSetting, type Setup } from '../train/form/setup-link.ts';

/** The state that a link to the page holds. */
export interface PageView {
  /** The rows of the table. */
  readonly rows: TableOptions;
  /** All changes of the plot's view. */
  readonly plot: PlotView;
  readonly pins: readonly Pin[];
  /** The fingerprint of the columns that the link was made with; null if it selects no rows, or is an old link. */
  readonly data: string | null;
  readonly setup: Setup;
}

/** `epochs`, `best`, `last` or `epoch-12`. `runs` is accepted for `last`. */
const rowsText: TextCodec<TableOptions> = {
  write(rows) {
    if (rows.rows === 'epochs') return 'epochs';
    return typeof rows.value === 'object' ? `epoch-${String(rows.value.epoch)}` : rows.value;
  },
  read(text) {
    const epoch = /^epoch-([1-9]\d*)$/.exec(text);
    if (epoch) return { rows: 'runs', value: { epoch: Number(epoch[1]) } };
    if (text === 'best' || text === 'last') return { rows: 'runs', value: text };
    if (text === 'runs') return { rows: 'runs', value: 'last' };
    if (text === 'epochs') return { rows: 'epochs' };
    throw new Error(`expected epochs, best, last or epoch-N, got "${text}"`);
  },
};

/** `run@12`: epoch 12 of a run; without an epoch the run as a whole. */
const pinText: TextCodec<Pin> = {
  write: ({ run, epoch }) => (epoch === null ? encodeName(run) : `${encodeName(run)}@${String(epoch)}`),
  read(text) {
    const [run = '', epoch] = text.split('@');
    return { run: decodeName(run), epoch: epoch === undefined ? null : readNumber(epoch) };
  },
};

const dataPart: LinkPart<string | null> = {
  keys: ['data'],
  write: (fingerprint) => fingerprint,
  read: (text) => text,
};

/** The settings of the page that a link holds, one row each. */
const pageSettings = {
  rows: { initial: { rows: 'epochs' }, link: [part(rowsText, 'rows')] },
  plot: { initial: initialView, link: viewLink },
  pins: { initial: [], link: [part(list(pinText), 'pins')] },
  data: { initial: null, link: [dataPart] },
  setup: setupSetting,
} satisfies { [Name in keyof PageView]: LinkedSetting<PageView[Name]> };

const parts = partsOf(pageSettings) as LinkPart<PageView>[];

/** The initial state of the page. */
export const initialPage: PageView = {
  rows: pageSettings.rows.initial as TableOptions,
  plot: initialView,
  pins: [],
  data: null,
  setup: setupSetting.initial,
};

/** The hash of a link, without `#`: readable, editable pairs; initial values are left out. */
export function writeLink(view: PageView): string {
  return writeParts(parts, view, initialPage);
}

/**
 * Parses a hash. Returns the state from all parts that can be read, and the parts that cannot. Values that the link does
 * not hold are those of `initialPage`, by identity.
 */
export function readLink(hash: string): { view: PageView; leftOut: LeftOut[] } {
  const { value, leftOut } = readParts(parts, hash, initialPage);
  return { view: value, leftOut };
}

/** One sentence that names what was left out of a link. Null if nothing was. */
export function describeLeftOut(leftOut: readonly LeftOut[]): string | null {
  if (leftOut.length === 0) return null;
  const pairs = leftOut.map(({ key, text }) => (text === '' ? key : `${key}=${readable(text)}`));
  return `These parts of the link cannot be read and were left out: ${pairs.join('; ')}.`;
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
