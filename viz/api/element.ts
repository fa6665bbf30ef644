import { parseJson } from '../../history/index.ts';
import { mountParallelPlot } from './mount.svelte.ts';
import { frameSettings } from '../view/plot-settings.ts';
import { properties } from './settings.ts';
import type { FrameSettings, ParallelPlot, PlotData, PlotEvents, PlotSettings } from './types.ts';

/** `hidden` is taken: every element has a property of that name, which says whether the element is. */
type ElementSettings = Omit<Required<PlotSettings>, 'hidden'> & { hiddenAxes: readonly string[] };

/**
 * `<heddle-plot>`: a plot as an element. It has the settings of `mountParallelPlot` as properties (`hidden` is called
 * `hiddenAxes`), the plainest of them as attributes too, and fires each event as a `CustomEvent`, `heddle-brush` with
 * `{brushes}` as its detail.
 */
export interface HeddlePlotElement extends HTMLElement, ElementSettings {
  /** What is plotted. The first data put the plot there. */
  columns: PlotData | null;
  /** The plot, for all that a property is too little for; null before the first data and while off the page. */
  readonly plot: ParallelPlot | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'heddle-plot': HeddlePlotElement;
  }
}

/** The element's properties, each with the setting that it reads and sets. */
const elementProperties = new Map<string, keyof PlotSettings>([
  ...Array.from(properties, ([name, { elementName = name }]) => [elementName, name] as const),
  ...(Object.keys(frameSettings) as (keyof FrameSettings)[]).map((name) => [name, name] as const),
]);

/** What the text of each attribute sets. */
const attributes = new Map<string, (text: string) => PlotSettings>([
  ...Array.from(properties).flatMap(([name, { attributes: own = {} }]) =>
    Object.entries(own).map(
      ([attribute, valueOf]) => [attribute, (text: string) => ({ [name]: valueOf(text) })] as const,
    ),
  ),
  ...Object.entries(frameSettings).map(
    ([name, { attribute }]) => [name, (text: string) => ({ [name]: attribute(text) })] as const,
  ),
]);

const events: readonly (keyof PlotEvents)[] = [
  'brush',
  'select',
  'hover',
  'pin',
  'order',
  'view',
  'renderer',
  'warning',
];

const style = ':host{display:block;height:420px}:host([hidden]){display:none}div{height:100%}';

/**
 * Makes `<heddle-plot>` known to the page, under another name where one is given. Does nothing when the name is taken
 * already, so that several scripts may ask for it. The class is made here since there is no `HTMLElement` outside of
 * pages, where this module may be imported too.
 */
export function defineHeddlePlot(name = 'heddle-plot'): void {
  if (customElements.get(name) !== undefined) return;

  class HeddlePlot extends HTMLElement {
    static readonly observedAttributes = [...attributes.keys()];

    #plot: ParallelPlot | null = null;
    #columns: PlotData | null = null;
    #settings: PlotSettings = {};
    readonly #container: HTMLElement;

    constructor() {
      super();
      // A shadow tree: the page's rules for buttons and the like do not reach the plot. Its custom properties do.
      const root = this.attachShadow({ mode: 'open' });
      root.append(Object.assign(document.createElement('style'), { textContent: style }));
      this.#container = root.appendChild(document.createElement('div'));
      this.#takeOver();
    }

    connectedCallback(): void {
      // While the page is still being read its children are not there.
      if (document.readyState !== 'loading') this.#start();
      else document.addEventListener('DOMContentLoaded', () => this.#start(), { once: true });
    }

    disconnectedCallback(): void {
      // An element that is moved is taken off the page for a moment only.
      queueMicrotask(() => {
        if (this.isConnected || this.#plot === null) return;
        const kept = ['view', ...Object.keys(frameSettings)] as (keyof PlotSettings)[];
        this.#settings = Object.fromEntries(kept.map((name) => [name, this.#plot![name]]));
        this.#plot.destroy();
        this.#plot = null;
      });
    }

    attributeChangedCallback(attribute: string, _: string | null, text: string | null): void {
      if (text !== null) this.configure(attributes.get(attribute)!(text));
    }

    get plot(): ParallelPlot | null {
      return this.#plot;
    }

    get columns(): PlotData | null {
      return this.#columns;
    }
    set columns(columns: PlotData | null) {
      this.#columns = columns;
      if (this.#plot !== null) this.#plot.setColumns(columns ?? {});
      else if (this.isConnected) this.#start();
    }

    /** A setting as it is, or is to be once there is a plot. */
    read(setting: keyof PlotSettings): unknown {
      return this.#plot === null ? this.#settings[setting] : this.#plot[setting];
    }

    configure(settings: PlotSettings): void {
      if (this.#plot === null) Object.assign(this.#settings, settings);
      else this.#plot.set(settings);
    }

    #start(): void {
      if (this.#plot !== null || !this.isConnected) return;
      this.#columns ??= this.#readScript();
      if (this.#columns === null) return;
      const plot = mountParallelPlot(this.#container, this.#columns, this.#settings);
      this.#plot = plot;
      for (const type of events) {
        plot.on(type, (detail) => {
          const init = { detail, bubbles: true, composed: true, cancelable: type === 'warning' };
          const isTold = this.dispatchEvent(new CustomEvent(`heddle-${type}`, init));
          if (type === 'warning' && isTold)
            console.error(`Heddle: ${(detail as PlotEvents['warning']).message}`);
        });
      }
    }

    /** The columns that stand in the page, in a `<script type="application/json">` inside the element. */
    #readScript(): PlotData | null {
      const script = this.querySelector('script[type="application/json"]');
      if (script === null) return null;
      try {
        return parseJson(script.textContent ?? '') as PlotData;
      } catch (error) {
        console.error(`Heddle: the columns inside <${this.localName}> are no JSON: ${String(error)}`);
        return null;
      }
    }

    /** Properties that were set before the element was known hide its own. */
    #takeOver(): void {
      for (const property of ['columns', ...elementProperties.keys()]) {
        if (!Object.hasOwn(this, property)) continue;
        const value: unknown = Reflect.get(this, property);
        Reflect.deleteProperty(this, property);
        Reflect.set(this, property, value);
      }
    }
  }

  for (const [property, setting] of elementProperties) {
    Object.defineProperty(HeddlePlot.prototype, property, {
      configurable: true,
      enumerable: true,
      get(this: HeddlePlot) {
        return this.read(setting);
      },
      set(this: HeddlePlot, value: unknown) {
        this.configure({ [setting]: value });
      },
    });
  }
  customElements.define(name, HeddlePlot);
}
