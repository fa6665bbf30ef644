import script from 'hiplot/dist/hiplot.bundle.js?url';
import { asObjects, axisName, brushedAxis, loadScript, type Peer } from './peer.ts';

declare const hiplot: { render(target: HTMLElement, options: object): void };

/** HiPlot: canvas, at most 300 lines per frame; its parallel plot without table and panels, brushed by mouse events. */
export async function openHiPlot(): Promise<Peer> {
  await loadScript(script);
  const place = document.createElement('div');

  function send(type: string, x: number, y: number): void {
    const overlay = axisOverlay();
    overlay.dispatchEvent(
      new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true, view: window }),
    );
  }

  function axisOverlay(): Element {
    const labels = Array.from(place.querySelectorAll('.label-name'));
    const label = labels.find((each) => each.textContent === axisName(brushedAxis));
    const overlay = label?.closest('.dimension')?.querySelector('.overlay');
    if (!overlay) throw new Error('HiPlot shows no axis to brush');
    return overlay;
  }

  return {
    prepare(target, rows) {
      target.replaceChildren(place);
      const datapoints = asObjects(rows).map((values, row) => ({ uid: String(row), from_uid: null, values }));
      const experiment = {
        datapoints,
        enabled_displays: ['PARALLEL_PLOT'],
        display_data: { PARALLEL_PLOT: { height: target.clientHeight } },
      };
      return () => hiplot.render(place, { experiment, dataProviderName: 'none' });
    },
    brush(low, high) {
      const { left, width, top, height } = axisOverlay().getBoundingClientRect();
      const [x, from, to] = [left + width / 2, top + height * (1 - high), top + height * (1 - low)];
      send('mousedown', x, from);
      send('mousemove', x, (from + to) / 2);
      send('mousemove', x, to);
      send('mouseup', x, to);
    },
    end: () => place.remove(),
  };
}
