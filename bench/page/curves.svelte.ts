import { mount, unmount } from 'svelte';
import { RunSet, seriesOf, type Run } from '../../history/index.ts';
import { Curves, type CurveZoom } from '../../viz/index.ts';
import { curvePeers } from './peers/curves.ts';
import { collectGarbage, nextDrawing, timeToFrame, timeToPicture, timeUntil } from './presented.ts';

/** Milliseconds until the frame was presented: medians; null if nothing was drawn. */
export interface CurveTimes {
  readonly draw: number | null;
  /** The first picture of other values: smoothed ones, which peers get ready-made. */
  readonly smoothing: number | null;
  readonly zoom: number | null;
  /** The same until the complete picture, where drafts come first. */
  readonly smoothed: number | null;
  readonly zoomed: number | null;
  readonly hover: number | null;
}

const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6a3d9a', '#666666'];
const STEPS = 5;
const colorOf = (run: number) => COLORS[run % COLORS.length]!;
const noZoom: CurveZoom = { x: null, y: null };

/** Losses that fall with noise, one column per run. */
function curvesOf(runs: number, records: number): Float64Array[] {
  return Array.from({ length: runs }, (_, run) =>
    Float64Array.from(
      { length: records },
      (_each, i) =>
        2.3 * Math.exp((-3 * i) / records / (0.2 + run / runs)) + 0.1 * (run / runs) + 0.1 * Math.random(),
    ),
  );
}

function setOf(curves: readonly Float64Array[]): RunSet {
  return RunSet.of(
    curves.map((values, at): Run => ({
      ...{ id: `run ${String(at)}`, name: `run ${String(at)}`, status: 'completed', started: null },
      ...{ source: { format: 'bench', file: null }, parent: null, fold: null, parameters: {}, summary: {} },
      metrics: { loss: { direction: 'min' } },
      records: Array.from(values, (loss, i) => ({ epoch: i + 1, loss })),
    })),
  );
}

const median = (times: readonly (number | null)[]) =>
  times.filter((time) => time !== null).toSorted((a, b) => a - b)[times.length >> 1] ?? null;

async function measureSteps(
  act: (step: number) => unknown,
  measure: (act: () => unknown) => Promise<number | null>,
): Promise<number | null> {
  const times: (number | null)[] = [];
  for (let step = 0; step < STEPS; step++) times.push(await measure(() => act(step)));
  return median(times);
}

/** The visible epochs of a zoom step. */
const zoomOf = (records: number, step: number) => ({
  min: records * (0.1 + step / 100),
  max: records * (0.6 + step / 100),
});

/** Moves the pointer over the chart to where curves are. */
function movePointer(target: HTMLElement, step: number): void {
  const box = target.getBoundingClientRect();
  const at = { clientX: box.left + box.width * (0.3 + 0.02 * step), clientY: box.top + box.height * 0.6 };
  const element = document.elementFromPoint(at.clientX, at.clientY) ?? target;
  for (const type of ['pointermove', 'mousemove'])
    element.dispatchEvent(new PointerEvent(type, { ...at, bubbles: true, view: window }));
}

/** Draws curves with nothing known of them but the run set, then smooths, zooms, and hovers. */
export async function measureCurves(runs: number, records: number): Promise<CurveTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const set = setOf(curvesOf(runs, records));
  let smoothing = $state(0);
  let zoom = $state.raw<CurveZoom>(noZoom);
  let component: Record<string, unknown> | undefined;
  collectGarbage();
  const isDraft = () => target.querySelector('canvas[data-picture="draft"]') !== null;
  const completePicture = (act: () => unknown) => timeToPicture(act, isDraft);
  const draw = await completePicture(() => {
    component = mount(Curves, {
      target,
      props: {
        series: seriesOf(
          set,
          'loss',
          'epoch',
          Array.from({ length: set.length }, (_, run) => run),
        ),
        ...{ title: 'loss', xTitle: 'Epoch', xKind: 'count', direction: 'min' },
        ...{ name: (run: number) => set.name(run), color: colorOf },
        get smoothing() {
          return smoothing;
        },
        get zoom() {
          return zoom;
        },
      },
    });
  });
  const hover = await measureSteps((step) => movePointer(target, step), timeToFrame);
  const zoomTo = (step: number) => (zoom = { x: zoomOf(records, step), y: null });
  const smoothTo = (step: number) => (smoothing = 0.6 + step / 100);
  const firstPicture = (act: () => unknown) => timeUntil(act, nextDrawing);
  const zoomSteps = await measureSteps(zoomTo, firstPicture);
  const zoomed = await measureSteps((step) => zoomTo(step + STEPS), completePicture);
  await completePicture(() => (zoom = noZoom));
  await completePicture(() => smoothTo(-1));
  const smoothSteps = await measureSteps(smoothTo, firstPicture);
  const smoothed = await measureSteps((step) => smoothTo(step + STEPS), completePicture);
  await unmount(component!);
  return { draw, hover, zoom: zoomSteps, zoomed, smoothing: smoothSteps, smoothed };
}

/** The same with a peer. */
export async function measureCurvePeer(name: string, runs: number, records: number): Promise<CurveTimes> {
  const target = document.querySelector<HTMLElement>('#chart')!;
  const peer = await curvePeers[name]!();
  const [curves, others] = [curvesOf(runs, records), curvesOf(runs, records)];
  const epochs = Float64Array.from({ length: records }, (_, i) => i + 1);
  const act = peer.prepare(target, epochs, [curves, others], colorOf);
  collectGarbage();
  const draw = await timeToPicture(act);
  const hover = await measureSteps((step) => movePointer(target, step), timeToFrame);
  const zoom = await measureSteps((step) => {
    const { min, max } = zoomOf(records, step);
    return peer.zoom(min, max);
  }, timeToPicture);
  await peer.zoom(1, records);
  const smoothing = await measureSteps((step) => peer.change((step + 1) % 2), timeToPicture);
  peer.end();
  return { draw, hover, zoom, zoomed: zoom, smoothing, smoothed: smoothing };
}
