import type { ColumnRole, Direction, Table } from '../../history/index.ts';
import type { DrawnBy } from '../renderer/choice.ts';
import type { Lane } from '../core/layout/lanes.ts';
import type { PictureOptions } from '../export/index.ts';
import type { Orientation } from '../core/layout/layout.ts';
import type { FrameSettings, plotSettings } from '../view/plot-settings.ts';
import type { Property } from '../view/setting.ts';
import type { PlotView } from '../view/view.ts';

/** One cell: null is missing, undefined is not applicable; NaN and the infinities are numbers. */
export type PlotCell = number | bigint | string | boolean | Date | null | undefined;

/** The cells of a column: any list of cells, or numbers in a typed array. A `Float64Array` is used as it is. */
export type PlotValues = ArrayLike<PlotCell>;

/** A column with any name, and optionally its role in an experiment. */
export interface PlotColumn {
  readonly name: string;
  readonly values: PlotValues;
  /** `identity` names rows in the tooltip and has no axis by default. Default: `metric`. */
  readonly role?: ColumnRole;
  /** Whether low or high values are better. */
  readonly direction?: Direction;
}

/**
 * The data of a plot: columns by name, a list of columns (for names such as `2`, which an object would move to the
 * front), or a `Table`. All columns must have the same number of rows.
 */
export type PlotData = Readonly<Record<string, PlotValues>> | readonly PlotColumn[] | Table;

/**
 * A range on an axis, in the units of its column: numbers or dates from `min` to `max` (inclusive), or categories by
 * name. `lanes` adds cells without a position on the axis, such as NaN; a range can consist of lanes only.
 */
export type PlotRange =
  | { readonly min: number | Date; readonly max: number | Date; readonly lanes?: readonly Lane[] }
  | { readonly values: readonly string[]; readonly lanes?: readonly Lane[] }
  | { readonly lanes: readonly Lane[] };

/** The limits of an axis, in the units of its column. */
export interface PlotDomain {
  readonly min: number | Date;
  readonly max: number | Date;
}

/** A value per column: a map, or an object unless a column is called `__proto__`. */
export type ByColumn<Value> = ReadonlyMap<string, Value> | Readonly<Record<string, Value>>;

export type PlotOrientation = Orientation | 'auto';

export type PlotTheme = 'auto' | 'light' | 'dark';

export type { DrawnBy, RendererKind, RendererOption } from '../renderer/choice.ts';

export type { FrameSettings } from '../view/plot-settings.ts';

type Rows = typeof plotSettings;
type PropertyOf<Row> = Row extends { readonly property?: Property<infer Read, infer Write> | undefined }
  ? [Write] extends [never]
    ? never
    : { readonly read: Read; readonly write: Write }
  : never;

/** The settings of a plot that can be read and set as properties. */
type PropertyName = {
  [Name in keyof Rows]: [PropertyOf<Rows[Name]>] extends [never] ? never : Name;
}[keyof Rows];

/** What each property returns. */
export type SettingValues = { [Name in PropertyName]: PropertyOf<Rows[Name]>['read'] };

/**
 * The settings of a plot. A column that is not in the data causes a warning; the setting takes effect when such a column
 * is added.
 */
export type PlotSettings = {
  [Name in PropertyName]?: PropertyOf<Rows[Name]>['write'];
} & Partial<FrameSettings>;

/** The properties that accept more than they return. TypeScript cannot derive accessors with two types. */
interface WiderProperties {
  get scales(): SettingValues['scales'];
  set scales(scales: NonNullable<PlotSettings['scales']>);
  get palette(): SettingValues['palette'];
  set palette(palette: NonNullable<PlotSettings['palette']>);
  get categoryOrders(): SettingValues['categoryOrders'];
  set categoryOrders(categoryOrders: NonNullable<PlotSettings['categoryOrders']>);
  get brushes(): SettingValues['brushes'];
  set brushes(brushes: NonNullable<PlotSettings['brushes']>);
  get domains(): SettingValues['domains'];
  set domains(domains: NonNullable<PlotSettings['domains']>);
  get lines(): SettingValues['lines'];
  set lines(lines: NonNullable<PlotSettings['lines']>);
  get best(): SettingValues['best'];
  set best(best: NonNullable<PlotSettings['best']> | null);
  get selection(): SettingValues['selection'];
  set selection(selection: NonNullable<PlotSettings['selection']> | null);
}

/** The properties of a plot that are settings. */
export type SettingProperties = Omit<SettingValues, keyof WiderProperties> & FrameSettings & WiderProperties;

/** Events for changes made by users. Changes made through the API cause no event, except `renderer` and `warning`. */
export interface PlotEvents {
  /** Brushes changed, or how they are combined or negated. */
  brush: { readonly brushes: ReadonlyMap<string, readonly PlotRange[]> };
  /** The selection changed; row indices in ascending order. */
  select: { readonly rows: Uint32Array; readonly total: number };
  /** The hovered row changed; null if there is none. */
  hover: { readonly row: number | null };
  /** Lines were pinned or unpinned. */
  pin: { readonly rows: readonly number[] };
  /** Axes were moved, shown or hidden. */
  order: { readonly order: readonly string[] };
  /** Anything in `view` changed. */
  view: { readonly view: PlotView };
  /** The renderer or the reason for its choice changed; also emitted for changes made through the API. */
  renderer: DrawnBy;
  /** A setting cannot take effect. Without a listener the warning goes to the console. */
  warning: { readonly message: string };
}

/**
 * A plot on a page. Settings can be read and set at any time; setting one is a step of the undo history. The settings are
 * defined in `viz/view/plot-settings.ts`.
 */
export interface ParallelPlot extends SettingProperties {
  /** The element that contains the plot. */
  readonly element: HTMLElement;
  /** The rows drawn in front, in ascending order: the selected rows, or the best of them. */
  readonly front: Uint32Array;
  /** The current renderer, and the reason for its choice. */
  readonly drawnBy: DrawnBy;
  /** Changes several settings in one step of the undo history. */
  set(settings: PlotSettings): void;
  /** Adds a listener for events of this type; returns a function that removes it. */
  on<Type extends keyof PlotEvents>(type: Type, listener: (event: PlotEvents[Type]) => void): () => void;
  /** Replaces the data. Settings such as brushes and the order of axes are kept. */
  setColumns(data: PlotData): void;
  /** Removes all rows but the selected ones (`keep`), or the selected ones (`exclude`), from the plot; `restore` shows all again. */
  keep(): void;
  exclude(): void;
  restore(): void;
  clearBrushes(): void;
  /** The current plot as an SVG document with real text. The default size is that on the page. */
  toSVG(options?: PictureOptions): Promise<string>;
  /** The current plot as a PNG file with `scale` pixels per CSS pixel, 2 by default. */
  toPNG(scale?: number, options?: PictureOptions): Promise<Blob>;
  undo(): void;
  redo(): void;
  /** Removes the plot from the page. Later calls have no effect. */
  destroy(): void;
}
