import type { PlotState } from '../state/plot.svelte.ts';
import type { Check } from './check.ts';
import type { SettingsContext } from './context.ts';
import type { FilterView } from './plot-view.ts';

/** The parts of a view that change when axes are shown or hidden. */
export type AxesView = Pick<FilterView, 'brushes' | 'negated' | 'angles'> & {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
};

/** A setting as a property of a plot, which returns `Read` and can be set to `Write`. */
export interface Property<Read, Write> {
  readonly get: (plot: PlotState) => Read;
  /** Attributes of `<heddle-plot>`, with parsers of their values. */
  readonly attributes?: Readonly<Record<string, (text: string) => Write>>;
  /** The name of the element's property, if elements already have a property with the setting's name. */
  readonly elementName?: string;
  /** Returns other parts of the view that change with the setting. */
  readonly also?: (value: Write, view: AxesView, context: SettingsContext) => Partial<AxesView>;
}

/** A property whose value is stored in a view. */
export interface ViewProperty<Json, Read, Write> extends Property<Read, Write> {
  /** Converts a value to JSON; `present` is the previous JSON. May throw; the result is validated. */
  readonly write: (value: Write, present: Json, context: SettingsContext) => Json;
}

/** A setting that is stored in views and the undo history. One without `property` is changed by gestures only. */
export interface ViewSetting<Json, State, Read, Write> {
  readonly initial: Json;
  readonly schema: Check<Json>;
  readonly initialState: State;
  readonly toState: (json: Json) => State;
  readonly toJson: (state: State) => Json;
  readonly property?: ViewProperty<Json, Read, Write>;
}

/** A setting of the plot that is not stored in views. */
export interface PlotSetting<Read, Write> {
  readonly property: Property<Read, Write>;
  /** Absent if `also` is sufficient. */
  readonly set?: (value: Write, plot: PlotState, warn: (message: string) => void) => void;
}

/** A setting of the frame around the plot. */
export interface FrameSetting<Value> {
  readonly initial: Value;
  readonly choices?: readonly Value[];
  readonly attribute: (text: string) => Value;
}

/** Defines a setting whose state and JSON differ. `initial` is the initial state. */
export function viewSetting<Json, State, Read = never, Write = never>(row: {
  readonly schema: Check<Json>;
  readonly initial: NoInfer<State>;
  readonly toState: (json: NoInfer<Json>) => State;
  readonly toJson: (state: State) => NoInfer<Json>;
  readonly property?: ViewProperty<NoInfer<Json>, Read, Write>;
}): ViewSetting<Json, State, Read, Write> {
  const { initial, ...rest } = row;
  return { ...rest, initialState: initial, initial: row.toJson(initial) };
}

/** Defines a setting whose state is its JSON. */
export function plainSetting<Json, Read = never, Write = never>(row: {
  readonly schema: Check<Json>;
  readonly initial: NoInfer<Json>;
  readonly property?: ViewProperty<NoInfer<Json>, Read, Write>;
}): ViewSetting<Json, Json, Read, Write> {
  return { ...row, initialState: row.initial, toState: (json) => json, toJson: (state) => state };
}

export function plotSetting<Read, Write>(row: PlotSetting<Read, Write>): PlotSetting<Read, Write> {
  return row;
}

export function frameSetting<Value>(row: FrameSetting<Value>): FrameSetting<Value> {
  return row;
}

/** Parses an attribute with a comma-separated list of columns. */
export const namesOfText = (text: string): string[] => text.split(',').map((name) => name.trim());
