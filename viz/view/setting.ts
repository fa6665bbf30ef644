import type { z } from 'zod';
import type { PlotState } from '../state/plot.svelte.ts';
import type { SettingsContext } from './context.ts';
import type { FilterView } from './filter-view.ts';
import type { LinkedSetting, LinkPart } from './link.ts';

/** What the README says of a setting: its value, and an example of one. */
export type Help = readonly [value: string, example: string];

/** The parts of a view that showing and hiding axes changes together. */
export type AxesView = Pick<FilterView, 'brushes' | 'negated' | 'angles'> & {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
};

/** A setting as a property of a plot. `Read` is what it returns, `Write` what it can be set to. */
export interface Property<Read, Write> {
  /** Absent for former names, which the README does not list. */
  readonly help?: Help;
  readonly get: (plot: PlotState) => Read;
  /** Attributes of `<heddle-plot>`, and what each sets the property to. */
  readonly attributes?: Readonly<Record<string, (text: string) => Write>>;
  /** The name of the element's property, if every element has another property of the setting's name. */
  readonly elementName?: string;
  /** What else of a view changes with it. */
  readonly also?: (value: Write, view: AxesView, context: SettingsContext) => Partial<AxesView>;
}

/** A property whose value is stored in a view. */
export interface ViewProperty<Json, Read, Write> extends Property<Read, Write> {
  /** The value as a view holds it; `present` is the value before. May throw; the result is validated. */
  readonly write: (value: Write, present: Json, context: SettingsContext) => Json;
}

/** A setting that a view holds, and with it links and undo. A row without `property` is changed by gestures only. */
export interface ViewSetting<Json, State, Read, Write> extends LinkedSetting<Json> {
  readonly schema: z.ZodType<Json>;
  readonly initialState: State;
  readonly toState: (json: Json) => State;
  readonly toJson: (state: State) => Json;
  readonly property?: ViewProperty<Json, Read, Write>;
}

/** A setting of the plot that its view does not hold. */
export interface PlotSetting<Read, Write> {
  readonly property: Property<Read, Write>;
  /** Absent if `also` says it all. */
  readonly set?: (value: Write, plot: PlotState, warn: (message: string) => void) => void;
}

/** A setting of what surrounds the plot. */
export interface FrameSetting<Value> {
  readonly initial: Value;
  readonly choices?: readonly Value[];
  readonly help: Help;
  readonly attribute: (text: string) => Value;
}

/** A row whose state and JSON differ. `initial` is the state of a plot without changes. */
export function viewSetting<Json, State, Read = never, Write = never>(row: {
  readonly schema: z.ZodType<Json>;
  readonly initial: NoInfer<State>;
  readonly toState: (json: NoInfer<Json>) => State;
  readonly toJson: (state: State) => NoInfer<Json>;
  readonly link: readonly LinkPart<NoInfer<Json>>[];
  readonly property?: ViewProperty<NoInfer<Json>, Read, Write>;
}): ViewSetting<Json, State, Read, Write> {
  const { initial, ...rest } = row;
  return { ...rest, initialState: initial, initial: row.toJson(initial) };
}

/** A row whose state is its JSON. */
export function plainSetting<Json, Read = never, Write = never>(row: {
  readonly schema: z.ZodType<Json>;
  readonly initial: NoInfer<Json>;
  readonly link: readonly LinkPart<NoInfer<Json>>[];
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

/** The text of an attribute that lists columns, with commas between them. */
export const namesOfText = (text: string): string[] => text.split(',').map((name) => name.trim());
