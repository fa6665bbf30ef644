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

/** A column with a name of any kind, and what it is to an experiment where that is known. */
export interface PlotColumn {
  readonly name: string;
  readonly values: PlotValues;
  /** `identity` names rows in the tooltip, and gets no axis unless asked for. `metric` unless said. */
  readonly role?: ColumnRole;
  /** Whether low or high values are good. */
  readonly direction?: Direction;
}

/**
 * What is plotted: columns by name, columns in a list (for names such as `2`, which an object would move to the front),
 * or a table of Heddle's own. All columns have the same number of rows.
 */
export type PlotData = Readonly<Record<string, PlotValues>> | readonly PlotColumn[] | Table;

/**
 * One range on an axis, in the units of its column: numbers or dates from `min` to `max`, both included; or categories
 * by name; and of the cells that have no place on the axis those of the named lanes. Lanes alone are a range too.
 */
export type PlotRange =
  | { readonly min: number | Date; readonly max: number | Date; readonly lanes?: readonly Lane[] }
  | { readonly values: readonly string[]; readonly lanes?: readonly Lane[] }
  | { readonly lanes: readonly Lane[] };

/** The ends of an axis, in the units of its column. */
export interface PlotDomain {
  readonly min: number | Date;
  readonly max: number | Date;
}

/** Something per column: a map, or an object for names that are no `__proto__`. */
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
 * How a plot is to look. A column that the data do not have causes a warning, and the setting takes effect when the
 * column arrives.
 */
export type PlotSettings = {
  [Name in PropertyName]?: PropertyOf<Rows[Name]>['write'];
} & Partial<FrameSettings>;

/** The properties that accept more than they return. TypeScript can derive no accessors with two types. */
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

/** What people change in a plot. What a program sets causes no event. */
export interface PlotEvents {
  /** Ranges changed, were combined otherwise or turned round. */
  brush: { readonly brushes: ReadonlyMap<string, readonly PlotRange[]> };
  /** Other rows are selected, ascending. */
  select: { readonly rows: Uint32Array; readonly total: number };
  /** The pointer is at the line of another row; null when it is at none. */
  hover: { readonly row: number | null };
  /** Lines were pinned, or let go. */
  pin: { readonly rows: readonly number[] };
  /** Axes moved, were shown or hidden. */
  order: { readonly order: readonly string[] };
  /** Anything changed that `view` holds. */
  view: { readonly view: PlotView };
  /** The renderer or the reason for its choice changed; emitted for programs and people alike. */
  renderer: DrawnBy;
  /** A setting cannot take effect. Without a listener the warning goes to the console. */
  warning: { readonly message: string };
}

/**
 * A plot on a page. Settings can be read and set at any time; setting one is undone by Ctrl-Z as a gesture is. The settings
 * are the rows of `viz/view/plot-settings.ts`.
 */
export interface ParallelPlot extends SettingProperties {
  /** The element that holds it. */
  readonly element: HTMLElement;
  /** The rows in front, ascending: the selected ones, or the best of them. */
  readonly front: Uint32Array;
  /** Who draws the lines at present, and why. */
  readonly drawnBy: DrawnBy;
  /** Sets several settings at once; one Ctrl-Z undoes them together. */
  set(settings: PlotSettings): void;
  /** Adds a listener for events of this type; returns a function that removes it. */
  on<Type extends keyof PlotEvents>(type: Type, listener: (event: PlotEvents[Type]) => void): () => void;
  /** Shows other data. Brushes, order and all else that was chosen stay. */
  setColumns(data: PlotData): void;
  /** Goes on with the selected rows only, or without them; `restore` brings all back. */
  keep(): void;
  exclude(): void;
  restore(): void;
  clearBrushes(): void;
  /** The plot as it stands, as an SVG document with real text. As large as on the page unless said otherwise. */
  toSVG(options?: PictureOptions): Promise<string>;
  /** The same as a PNG file of `scale` pixels per CSS pixel; 2 unless said. */
  toPNG(scale?: number, options?: PictureOptions): Promise<Blob>;
  undo(): void;
  redo(): void;
  /** Takes the plot off the page. Afterwards every other call does nothing. */
  destroy(): void;
}
