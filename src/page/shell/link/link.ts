import {
  initialValues,
  initialView,
  list,
  part,
  partsOf,
  readParts,
  viewLink,
  writeParts,
  type LeftOut,
  type LinkedSetting,
  type LinkPart,
  type PlotView,
  type TextCodec,
} from '../../../../viz/index.ts';
import { compareSetting, type CompareSettings } from '../../compare/settings.ts';
import { curvesSetting, type CurvesSettings } from '../../curves/settings.ts';
import { importanceSetting, type ImportanceSettings } from '../../importance/settings.ts';
import { progressSetting, type ProgressSettings } from '../../progress/settings.ts';
import { scatterSetting, type ScatterSettings } from '../../scatter/settings.ts';
import { tableSetting, type TableSettings } from '../../table/settings.ts';
import { runListSetting, type RunListSettings } from '../../runs/list-settings.ts';
import { visibilitySetting, type RunVisibility } from '../../runs/visibility.ts';
import type { RowsChoice } from '../../experiments/rows.ts';
import { rowsSetting } from '../../experiments/rows-link.ts';
import { pinText } from '../../plot/pin-text.ts';
import type { Pin } from '../../plot/pins.ts';
import { secondSetting, type SecondView } from '../views/second-view.ts';
import { VIEWS, type ViewName } from './view-names.ts';
import { setupSetting, type Setup } from '../../train/form/setup-link.ts';

export { VIEWS, type ViewName };

/** The settings of the page that are undone in one sequence with the plot's view. */
export interface Settings {
  /** What a row stands for. */
  readonly rows: RowsChoice;
  readonly table: TableSettings;
  /** The runs that plot and views show. */
  readonly visibility: RunVisibility;
  readonly runList: RunListSettings;
  readonly curves: CurvesSettings;
  readonly compare: CompareSettings;
  readonly scatter: ScatterSettings;
  readonly importance: ImportanceSettings;
  readonly progress: ProgressSettings;
  readonly second: SecondView;
}

/** The state that a link to the page holds. */
export interface PageView extends Settings {
  /** The view below the plot. */
  readonly view: ViewName;
  /** All changes of the plot's view. */
  readonly plot: PlotView;
  readonly pins: readonly Pin[];
  /** The fingerprint of the columns that the link was made with; null if it selects no rows, or is an old link. */
  readonly data: string | null;
  readonly setup: Setup;
}

const viewText: TextCodec<ViewName> = {
  write: (name) => name,
  read(text) {
    const view = VIEWS.find((name) => name === text);
    if (view === undefined) throw new Error(`expected ${VIEWS.join(', ')}, got "${text}"`);
    return view;
  },
};

const dataPart: LinkPart<string | null> = {
  keys: ['data'],
  write: (fingerprint) => fingerprint,
  read: (text) => text,
};

/** The settings that are undone, one row each. */
const undoable = {
  rows: rowsSetting,
  table: tableSetting,
  visibility: visibilitySetting,
  runList: runListSetting,
  curves: curvesSetting,
  compare: compareSetting,
  scatter: scatterSetting,
  importance: importanceSetting,
  progress: progressSetting,
  second: secondSetting,
} satisfies { [Name in keyof Settings]: LinkedSetting<Settings[Name]> };

/** Everything that a link to the page holds, one row each. */
const pageSettings = {
  ...undoable,
  view: { initial: 'table', link: [part(viewText, 'view')] },
  plot: { initial: initialView, link: viewLink },
  pins: { initial: [], link: [part(list(pinText), 'pins')] },
  data: { initial: null, link: [dataPart] },
  setup: setupSetting,
} satisfies { [Name in keyof PageView]: LinkedSetting<PageView[Name]> };

const parts = partsOf(pageSettings) as LinkPart<PageView>[];

/** The initial state of the page. */
export const initialPage = initialValues(pageSettings) as PageView;

/** The initial values of the settings that are undone. */
export const initialSettings: Settings = initialValues(undoable);

/** The settings of a page that are undone. */
export function settingsOf(page: PageView): Settings {
  const names = Object.keys(undoable) as (keyof Settings)[];
  return Object.fromEntries(names.map((name) => [name, page[name]])) as unknown as Settings;
}

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
