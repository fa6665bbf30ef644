import type { ColumnRole, Direction, Table } from '../../history/index.ts';
import type { Palette } from '../core/color/palette.ts';
import type { Lane } from '../core/layout/lanes.ts';
import type { Orientation } from '../core/layout/layout.ts';
import type { Best } from '../core/order/best.ts';
import type { PlotBands } from '../core/bands/kinds.ts';
import type { OwnColors } from '../core/color/own-colors.ts';
import type { Overlay } from '../core/overlays.ts';
import type { LineStyle } from '../core/raster/style.ts';
import type { FixedDomain } from '../core/scale/numeric-scale.ts';
import type { ScaleType } from '../core/scale/scale-types.ts';
import type { AxisOptions } from '../core/layout/axis-labels.ts';
import type { RowKey, RowTooltip } from '../core/rows/row-cells.ts';
import type { PictureOptions } from '../export/index.ts';
import type { DrawnBy, RendererOption } from '../renderer/choice.ts';
import type { PlotObjective, PlotView } from '../view/plot-view.ts';

export type { AxisOptions } from '../core/layout/axis-labels.ts';
export type { RowCell, RowCells, RowKey, RowTooltip } from '../core/rows/row-cells.ts';
export type { ColumnRole, Direction, Table } from '../../history/index.ts';
export type { CategoricalPalette, Palette, SequentialPalette } from '../core/color/palette.ts';
export type { Lane } from '../core/layout/lanes.ts';
export type { Orientation } from '../core/layout/layout.ts';
export type { Best } from '../core/order/best.ts';
export type { PlotBands } from '../core/bands/kinds.ts';
export type { OwnColors } from '../core/color/own-colors.ts';
export type { Overlay } from '../core/overlays.ts';
export type { LineMode, LineStyle } from '../core/raster/style.ts';
export type { FixedDomain } from '../core/scale/numeric-scale.ts';
export type { ScaleType } from '../core/scale/scale-types.ts';
export type { PictureOptions } from '../export/index.ts';
export type { DrawnBy, RendererKind, RendererOption } from '../renderer/choice.ts';
export type { Brush, FilterStepView, FilterView, PlotView } from '../view/plot-view.ts';

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

/** A row as an object: its cells by the names of their columns. */
export type PlotRow = Readonly<Record<string, PlotCell>>;

/** What is used of a column of Apache Arrow. */
export interface ArrowVector {
  readonly length: number;
  readonly nullCount?: number;
  get(row: number): unknown;
  toArray?(): ArrayLike<unknown>;
}

/** What is used of a table of Apache Arrow. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type?: { readonly typeId?: unknown } }[];
  };
  getChild(name: string): ArrowVector | null;
}

/**
 * The data of a plot: columns by name in an object or a map, a list of columns (for names such as `2`, which an object would
 * move to the front), rows as objects in a list or any other iterable, a table of Apache Arrow, or a `Table`. All columns
 * must have the same number of rows.
 */
export type PlotData =
  | Readonly<Record<string, PlotValues>>
  | ReadonlyMap<string, PlotValues>
  | Iterable<PlotColumn>
  | Iterable<PlotRow>
  | ArrowTable
  | Table;

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

/** The settings of the frame around the plot and of the renderer. */
export interface FrameSettings {
  /** The name of the plot, for screen readers and exported pictures. */
  label: string;
  /** `auto` follows the page: its `color-scheme` and its `--heddle-*` properties. */
  theme: PlotTheme;
  /** Whether the legend is shown below the lines. */
  legend: boolean;
  /** `gpu`, `cpu`, or `auto` for the faster one in a short measurement. Without a GPU, `cpu` is used. */
  renderer: RendererOption;
  /** The direction of the axes; `auto` is vertical if the plot is too narrow for its axes. */
  orientation: PlotOrientation;
}

/** What the properties of a plot return. */
export interface SettingValues {
  /** The visible axes, from left to right. */
  axes: readonly string[];
  /** The visible axes, from left to right. */
  order: readonly string[];
  /** Columns without an axis. */
  hidden: readonly string[];
  /** Axes with the minimum at the top. */
  inverted: readonly string[];
  /** The scales that were set. */
  scales: ReadonlyMap<string, ScaleType>;
  /** The orders of categories that were set, starting with the lowest. */
  categoryOrders: ReadonlyMap<string, readonly string[]>;
  /** The limits of axes that were set. */
  domains: ReadonlyMap<string, FixedDomain>;
  /** The ranges of each column. */
  brushes: ReadonlyMap<string, readonly PlotRange[]>;
  /** Columns whose ranges select the values outside. */
  negated: readonly string[];
  /** Whether a selected row matches all brushed columns, or any. */
  combine: 'all' | 'any';
  /** The chosen column that rows are compared by; null if it is inferred. */
  objective: PlotObjective | null;
  /** The column that determines colours; null for a single colour. */
  colorBy: string | null;
  palette: Palette;
  lines: LineStyle;
  /** The number of best selected rows to highlight, and the column they are ranked by; null for all rows. */
  best: Best | null;
  /** What is drawn of the spread of configurations, or of the selected rows. */
  bands: PlotBands;
  /** The visible overlays. */
  marks: readonly Overlay[];
  /** The column whose values split the plot into small multiples; null for none. */
  facet: string | null;
  /** The column whose numbers scale the opacity of lines; null for none. */
  weight: string | null;
  /** The number of axes shown at first. */
  maxAxes: number;
  /** The former name of `maxAxes`. */
  mostAxes: number;
  /** All changes as JSON. */
  view: PlotView;
  /** The selected rows, ascending. */
  selection: Uint32Array;
  /** The row whose line is highlighted; null for none. */
  highlight: number | null;
  /** Rows whose lines stay highlighted. */
  pinned: readonly number[];
  /** What identifies a row in new data: a column, or a function of the row; null for its number. */
  rowKey: RowKey | null;
  /** Colours in place of the palettes', by column. */
  colors: ReadonlyMap<string, OwnColors>;
  /** Titles, units and formats of axes, by column. */
  axisOptions: ReadonlyMap<string, AxisOptions>;
  /** The content of tooltips; null for the default one. Text is never HTML. */
  tooltip: RowTooltip | null;
  /** Whether people can look only: no brushing, moving, pinning or menus. */
  readOnly: boolean;
}

/** What properties accept that accept more than they return. */
interface WiderValues {
  /** The scale of each column. Replaces all previous scales. */
  scales: ByColumn<ScaleType>;
  /** The categories of columns, starting with the lowest; categories that are not listed are above. */
  categoryOrders: ByColumn<readonly string[]>;
  /** The limits of axes; values outside are drawn at the edge. */
  domains: ByColumn<PlotDomain>;
  /** Per column a list of CSS colours, of numbers from low to high, or the colours of categories by name. */
  colors: ByColumn<readonly string[] | ByColumn<string>>;
  /** Titles, units and formats of axes. */
  axisOptions: ByColumn<AxisOptions>;
  /** One or more ranges per column. */
  brushes: ByColumn<PlotRange | readonly PlotRange[]>;
  /** The column that rows are compared by; null to infer it. */
  objective: string | PlotObjective | null;
  /** Absent properties keep their values. */
  palette: Partial<Palette>;
  /** Absent properties keep their values. */
  lines: Partial<LineStyle>;
  /** The number of best selected rows to highlight, the others de-emphasised; null for all. */
  best: number | Best | null;
  /** Restricts the selection to these rows; null for all rows. */
  selection: Iterable<number> | null;
}

/**
 * The settings of a plot. A column that is not in the data causes a warning; the setting takes effect when such a column
 * is added.
 */
export type PlotSettings = Partial<Omit<SettingValues, keyof WiderValues> & WiderValues & FrameSettings>;

/** The properties that accept more than they return. TypeScript cannot derive accessors with two types. */
interface WiderProperties {
  get scales(): SettingValues['scales'];
  set scales(scales: WiderValues['scales']);
  get palette(): SettingValues['palette'];
  set palette(palette: WiderValues['palette']);
  get categoryOrders(): SettingValues['categoryOrders'];
  set categoryOrders(categoryOrders: WiderValues['categoryOrders']);
  get brushes(): SettingValues['brushes'];
  set brushes(brushes: WiderValues['brushes']);
  get axisOptions(): SettingValues['axisOptions'];
  set axisOptions(axisOptions: WiderValues['axisOptions']);
  get colors(): SettingValues['colors'];
  set colors(colors: WiderValues['colors']);
  get domains(): SettingValues['domains'];
  set domains(domains: WiderValues['domains']);
  get objective(): SettingValues['objective'];
  set objective(objective: WiderValues['objective']);
  get lines(): SettingValues['lines'];
  set lines(lines: WiderValues['lines']);
  get best(): SettingValues['best'];
  set best(best: WiderValues['best']);
  get selection(): SettingValues['selection'];
  set selection(selection: WiderValues['selection']);
}

/** The properties of a plot that are settings. */
export type SettingProperties = Omit<SettingValues, keyof WiderProperties> & FrameSettings & WiderProperties;

/** Events for changes made by users. Changes made through the API cause no event, except `renderer` and `warning`. */
export interface PlotEvents {
  /** Brushes changed, or how they are combined or negated. */
  brush: { readonly brushes: ReadonlyMap<string, readonly PlotRange[]> };
  /** A person starts or ends a drag, or a change by keys, of a range or an angle. */
  brushstart: { readonly brushes: ReadonlyMap<string, readonly PlotRange[]> };
  brushend: { readonly brushes: ReadonlyMap<string, readonly PlotRange[]> };
  /** A line was clicked, also in a plot that is read only. */
  lineclick: { readonly row: number };
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
  /** Adds rows after the present ones, in any form of data. Resolves when they are shown; rejects if they are invalid. */
  append(rows: PlotData): Promise<void>;
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
