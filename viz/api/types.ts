import type { ColumnRole, Direction, Table } from '../../history/index.ts';
import type { DrawnBy, RendererOption } from '../renderer/choice.ts';
import type { ScaleType } from '../core/scale-types.ts';
import type { Lane } from '../core/lanes.ts';
import type { PictureOptions } from '../export/index.ts';
import type { Palette } from '../core/palette.ts';
import type { Orientation } from '../core/layout.ts';
import type { LineStyle } from '../core/raster/style.ts';
import type { Best } from '../core/best.ts';
import type { Mark, PlotView } from '../core/view.ts';

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

/** Of what stands around the lines, and of who draws them. */
export interface FrameSettings {
  /** What the plot is called, for screen readers and exported pictures. */
  label: string;
  /** `auto` follows the page: its `color-scheme` and its `--heddle-*` properties. */
  theme: PlotTheme;
  /** Whether the legend is shown below the lines. */
  legend: boolean;
  /** `gpu`, `cpu`, or `auto`: whoever is quicker in a short trial. Where the GPU cannot be had the processor draws. */
  renderer: RendererOption;
  /** Which way round; `auto` is vertical in narrow places where axes would stand too close. */
  orientation: PlotOrientation;
}

/** How a plot is to look. Columns that the data do not have are warned of, and take effect when they come. */
export interface PlotSettings extends Partial<FrameSettings> {
  /** Exactly these axes, from left to right. */
  axes?: readonly string[];
  /** These axes leftmost, in this order; the others follow. */
  order?: readonly string[];
  /** Columns without an axis. */
  hidden?: readonly string[];
  scales?: ByColumn<ScaleType>;
  /** Axes whose low end is at the top. */
  inverted?: readonly string[];
  /** The column that gives the colours; null for one colour; the column is inferred unless said. */
  colorBy?: string | null;
  /** Colours along numbers and of categories: what is not named stays. */
  palette?: Partial<Palette>;
  /** Names of categories from the lowest; those that are not named stand above. */
  categoryOrders?: ByColumn<readonly string[]>;
  /** One range or several per column. */
  brushes?: ByColumn<PlotRange | readonly PlotRange[]>;
  /** Columns whose ranges select what lies outside of them. */
  negated?: readonly string[];
  /** Whether a row is selected when it passes all brushed columns, or any. */
  combine?: 'all' | 'any';
  /** What is shown beside the lines. */
  marks?: readonly Mark[];
  /** The ends of axes; values beyond them are drawn at the edge. */
  domains?: ByColumn<PlotDomain>;
  /** How lines are drawn: what is not named stays. */
  lines?: Partial<LineStyle>;
  /** So many of the best selected rows in front, the other selected ones pale behind them; by the target unless said; null for all. */
  best?: number | Best | null;
  /** So many axes at first, of parameters and main metrics, where the data have more columns; all unless said. */
  mostAxes?: number;
  /** A view as `view` gives it, before all other settings. */
  view?: PlotView;
  /** Only these rows are selected, beside what the brushes ask for; null for all. */
  selection?: Iterable<number> | null;
  /** The row whose line stands out; null for none. */
  highlight?: number | null;
  /** Rows whose lines stand out until they are let go. */
  pinned?: readonly number[];
}

/** What happened in a plot by somebody's hand; what a program sets is not told. */
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
  /** Another one draws the lines from here on, or for another reason; told whoever asked. */
  renderer: DrawnBy;
  /** Something that was asked for cannot be; told whoever asked. Without a listener it goes to the console. */
  warning: { readonly message: string };
}

/** A plot on a page. Settings can be read and set at any time; setting one is undone by Ctrl-Z as a gesture is. */
export interface ParallelPlot extends FrameSettings {
  /** The element that holds it. */
  readonly element: HTMLElement;
  /** The visible axes from left to right; setting it shows exactly these. */
  get axes(): readonly string[];
  set axes(axes: readonly string[]);
  /** As `axes`, but axes that are not named when it is set follow the others. */
  get order(): readonly string[];
  set order(order: readonly string[]);
  get hidden(): readonly string[];
  set hidden(hidden: readonly string[]);
  /** The scale of every column. Setting it replaces those that were asked for. */
  get scales(): ReadonlyMap<string, ScaleType>;
  set scales(scales: ByColumn<ScaleType>);
  get inverted(): readonly string[];
  set inverted(inverted: readonly string[]);
  get colorBy(): string | null;
  set colorBy(column: string | null);
  get palette(): Palette;
  set palette(palette: Partial<Palette>);
  get categoryOrders(): ReadonlyMap<string, readonly string[]>;
  set categoryOrders(orders: ByColumn<readonly string[]>);
  get brushes(): ReadonlyMap<string, readonly PlotRange[]>;
  set brushes(brushes: ByColumn<PlotRange | readonly PlotRange[]>);
  get negated(): readonly string[];
  set negated(negated: readonly string[]);
  combine: 'all' | 'any';
  get marks(): readonly Mark[];
  set marks(marks: readonly Mark[]);
  get domains(): ReadonlyMap<string, { readonly min: number; readonly max: number }>;
  set domains(domains: ByColumn<PlotDomain>);
  get lines(): LineStyle;
  set lines(lines: Partial<LineStyle>);
  get best(): Best | null;
  set best(best: number | Best | null);
  mostAxes: number;
  /** The rows in front, ascending: the selected ones, or the best of them. */
  readonly front: Uint32Array;
  /** Everything that somebody chose, as plain JSON. */
  view: PlotView;
  /** The selected rows, ascending. Setting it selects among these rows only, beside the brushes; null for all. */
  get selection(): Uint32Array;
  set selection(rows: Iterable<number> | null);
  highlight: number | null;
  pinned: readonly number[];
  /** Who draws the lines at present, and why. */
  readonly drawnBy: DrawnBy;
  /** Sets several settings at once; one Ctrl-Z undoes them together. */
  set(settings: PlotSettings): void;
  /** Calls back at every event of this type until the function that it gives back is called. */
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
