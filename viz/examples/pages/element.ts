import { defineHeddlePlot, type HeddlePlotElement } from '../../api/index.ts';
import { sweep } from '../sweep.ts';

export const title = 'An element';
export const note =
  '<heddle-plot> in HTML, without a line of script for its looks; its events come as those of any element.';

export default function mount(element: HTMLElement): void {
  defineHeddlePlot();
  element.innerHTML =
    '<heddle-plot label="A sweep" order="accuracy,loss" color-by="activation"></heddle-plot>';
  const plot = element.firstElementChild as HeddlePlotElement;
  const { activation, lr, loss, accuracy } = sweep(60);
  plot.columns = { activation, lr, loss, accuracy };
  plot.style.height = '100%';
}
