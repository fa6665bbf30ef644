/** A chart that is drawn and brushed beside ours. Both resolve when every pixel is there. */
export interface Peer {
  draw(target: HTMLElement, rows: readonly (readonly number[])[]): Promise<void>;
  /** Brushes the second to last axis of four, from 0.2 to 0.65; null where the page cannot be told to. */
  readonly brush: (() => Promise<void>) | null;
  end(): void;
}

/** The parts of parcoord-es, ECharts, Plotly and HiPlot that are measured. */
interface ParCoordsChart {
  data(rows: Record<string, number>[]): ParCoordsChart;
  render(): ParCoordsChart;
  createAxes(): ParCoordsChart;
  brushMode(mode: string): ParCoordsChart;
  brushExtents(extents: Record<string, [number, number]>): ParCoordsChart;
}
interface EChart {
  on(event: 'finished', listener: () => void): void;
  off(event: 'finished'): void;
  setOption(option: object): void;
  dispatchAction(action: object): void;
  dispose(): void;
}
declare const ParCoords: (options: object) => (selector: string) => ParCoordsChart;
declare const echarts: { init(target: HTMLElement): EChart };
declare const Plotly: {
  newPlot(target: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  restyle(target: HTMLElement, change: object): Promise<unknown>;
  purge(target: HTMLElement): void;
};

const BRUSHED = 3;
const RANGE: [number, number] = [0.2, 0.65];
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Resolves when all that was asked of the canvases within is really drawn: calls are queued until read. */
export async function flushed(target: HTMLElement): Promise<void> {
  await frame();
  for (const canvas of target.querySelectorAll('canvas')) {
    const flat = canvas.getContext('2d');
    if (flat !== null) flat.getImageData(0, 0, 1, 1);
    else
      (canvas.getContext('webgl2') ?? canvas.getContext('webgl'))?.readPixels(
        0,
        0,
        1,
        1,
        WebGLRenderingContext.RGBA,
        WebGLRenderingContext.UNSIGNED_BYTE,
        new Uint8Array(4),
      );
  }
}

function parcoords(): Peer {
  let chart: ParCoordsChart | null = null;
  let place: HTMLElement;
  return {
    async draw(target, rows) {
      place = target;
      target.classList.add('parcoords');
      const data = rows.map((row) => Object.fromEntries(row.map((value, axis) => [`c${axis}`, value])));
      chart = ParCoords({})(`#${target.id}`).data(data).render().createAxes();
      await flushed(target);
    },
    async brush() {
      chart!.brushMode('1D-axes').brushExtents({ [`c${BRUSHED}`]: RANGE });
      await flushed(place);
    },
    end: () => place.replaceChildren(),
  };
}

function apache(): Peer {
  let chart: EChart;
  let place: HTMLElement;
  const finished = () =>
    new Promise<void>((resolve) => {
      chart.off('finished');
      chart.on('finished', resolve);
    });
  return {
    async draw(target, rows) {
      place = target;
      chart = echarts.init(target);
      const done = finished();
      chart.setOption({
        animation: false,
        parallelAxis: rows[0]!.map((_, dim) => ({ dim, name: `c${dim}`, min: 0, max: 1 })),
        series: [{ type: 'parallel', data: rows, lineStyle: { width: 1, opacity: 0.1 } }],
      });
      await done;
      await flushed(place);
    },
    async brush() {
      const done = finished();
      chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisIndex: BRUSHED, intervals: [RANGE] });
      await done;
      await flushed(place);
    },
    end: () => chart.dispose(),
  };
}

function plotly(): Peer {
  let place: HTMLElement;
  return {
    async draw(target, rows) {
      place = target;
      const dimensions = rows[0]!.map((_, axis) => ({
        label: `c${axis}`,
        range: [0, 1],
        values: rows.map((row) => row[axis]),
      }));
      const line = { color: rows.map((row) => row.at(-1)) };
      await Plotly.newPlot(
        target,
        [{ type: 'parcoords', dimensions, line }],
        { width: 1400, height: 600 },
        {},
      );
      await settled(target);
    },
    async brush() {
      await Plotly.restyle(place, { [`dimensions[${BRUSHED}].constraintrange`]: [RANGE] });
      await settled(place);
    },
    end: () => Plotly.purge(place),
  };
}

/** It draws a block a frame; when two frames took no time, none is left. */
async function settled(target: HTMLElement): Promise<void> {
  for (let quick = 0; quick < 3;) {
    const began = performance.now();
    await flushed(target);
    quick = performance.now() - began < 34 ? quick + 1 : 0;
  }
}

export const peers: Readonly<Record<string, () => Peer>> = {
  'parcoord-es': parcoords,
  ECharts: apache,
  Plotly: plotly,
};
