import { parseJson } from '../../history/index.ts';
import { mountParallelPlot } from './mount.svelte.ts';
import { hostSettings } from '../view/host-settings.ts';
import { frameSettings } from '../view/plot-settings.ts';
import { properties } from './settings.ts';
import type { FrameSettings, ParallelPlot, PlotData, PlotEvents, PlotSettings } from './types.ts';

/** `hidden` is called `hiddenAxes`, since every element has a property `hidden`. */
type ElementSettings = Omit<Required<PlotSettings>, 'hidden'> & { hiddenAxes: readonly string[] };

/**
 * `<heddle-plot>`: a plot as a custom element. The settings of `mountParallelPlot` are its properties (`hidden` is called
 * `hiddenAxes`), some of them also attributes. Each event is dispatched as a `CustomEvent`: `heddle-brush`, for example,
 * has `{brushes}` as its detail.
 */
export interface HeddlePlotElement extends HTMLElement, ElementSettings {
  /** The data. The plot is created when it is set. */
  columns: PlotData | null;
  /** The plot and its methods; null without data and while the element is not connected. */
  readonly plot: ParallelPlot | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'heddle-plot': HeddlePlotElement;
  }
}

/** The settings by the names of the element's properties. */
const elementProperties = new Map<string, keyof PlotSettings>([
  ...Array.from(properties, ([name, { elementName = name }]) => [elementName, name] as const),
  ...(Object.keys(frameSettings) as (keyof FrameSettings)[]).map((name) => [name, name] as const),
]);

/** Parsers by the names of attributes. */
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
  'brushstart',
  'brushend',
  'lineclick',
  'hover',
  'pin',
  'order',
  'view',
  'renderer',
  'warning',
];

const style = ':host{display:block;height:420px}:host([hidden]){display:none}div{height:100%}';

/**
 * Defines the element `<heddle-plot>`, or one with another name. Does nothing if the name is already defined, so that
 * several scripts can call it, or where there are no elements, as in Node. The class is created here because the module can
 * be imported there.
 */
export function defineHeddlePlot(name = 'heddle-plot'): void {
  if (typeof customElements === 'undefined' || customElements.get(name) !== undefined) return;

  class HeddlePlot extends HTMLElement {
    static readonly observedAttributes = [...attributes.keys()];

    #plot: ParallelPlot | null = null;
    #columns: PlotData | null = null;
    #settings: PlotSettings = {};
    readonly #container: HTMLElement;

    constructor() {
      super();
      // In a shadow tree the page's styles do not affect the plot, except through custom properties.
      const root = this.attachShadow({ mode: 'open' });
      root.append(Object.assign(document.createElement('style'), { textContent: style }));
      this.#container = root.appendChild(document.createElement('div'));
      this.#upgradeProperties();
    }

    connectedCallback(): void {
      // The children of the element are not parsed yet while the page is loading.
      if (document.readyState !== 'loading') this.#start();
      else document.addEventListener('DOMContentLoaded', () => this.#start(), { once: true });
    }

    disconnectedCallback(): void {
      // An element that is moved is disconnected only for a moment.
      queueMicrotask(() => {
        if (this.isConnected || this.#plot === null) return;
        const kept = [
          'view',
          ...Object.keys(hostSettings),
          ...Object.keys(frameSettings),
        ] as (keyof PlotSettings)[];
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

    /** The value of a setting, or the value that a future plot will have. */
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
          const isUnhandled = this.dispatchEvent(new CustomEvent(`heddle-${type}`, init));
          if (type === 'warning' && isUnhandled)
            console.error(`Heddle: ${(detail as PlotEvents['warning']).message}`);
        });
      }
    }

    /** Reads the columns from a `<script type="application/json">` inside the element. */
    #readScript(): PlotData | null {
      const script = this.querySelector('script[type="application/json"]');
      if (script === null) return null;
      try {
        return parseJson(script.textContent ?? '') as PlotData;
      } catch (error) {
        console.error(`Heddle: the columns inside <${this.localName}> are not valid JSON: ${String(error)}`);
        return null;
      }
    }

    /** Applies properties that were set before the element was defined, which would shadow the accessors. */
    #upgradeProperties(): void {
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
