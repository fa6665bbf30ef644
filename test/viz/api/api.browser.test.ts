import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PlotSettings } from '../../../viz/index.ts';
import { axesOf } from '../plot-page.ts';
import { usePlotPage } from '../use-plot-page.ts';

const opened = usePlotPage(['a', 'b']);

const columns = { lr: [0.1, 0.2, 0.3, 0.4], loss: [0.5, 0.25, 0.75, 1], acc: [0.8, 0.9, 0.7, 0.6] };

/** Mounts the columns in `#a` (and in `#b`), and records every event in `window.reported`. */
async function mountPlots(ids: readonly string[] = ['a']): Promise<void> {
  await opened.page.evaluate(
    ([names, data]) => {
      for (const id of names) {
        const plot = window.heddle.mountParallelPlot(document.getElementById(id)!, data);
        window.plots[id] = plot;
        plot.on('brush', ({ brushes }) => window.reported.push([id, 'brush', Object.fromEntries(brushes)]));
        plot.on('select', ({ rows, total }) => window.reported.push([id, 'select', [...rows], total]));
        plot.on('order', ({ order }) => window.reported.push([id, 'order', order]));
        plot.on('hover', ({ row }) => window.reported.push([id, 'hover', row]));
      }
    },
    [ids, columns] as const,
  );
}

async function drag(id: string, axis: string, from: number, to: number): Promise<void> {
  const box = (await opened.page.locator(`#${id} [data-axis="${axis}"] [data-part="track"]`).boundingBox())!;
  const { mouse } = opened.page;
  await mouse.move(box.x + 1, box.y + box.height * from);
  await mouse.down();
  await mouse.move(box.x + 1, box.y + box.height * to);
  await mouse.up();
}

const reported = () => opened.page.evaluate(() => window.reported);
const rangesOf = (id: string) =>
  opened.page.evaluate((name) => Object.fromEntries(window.plots[name]!.brushes), id);

describe('mountParallelPlot', () => {
  it('draws columns, from a module without dependencies', async () => {
    await mountPlots();
    expect(await axesOf(opened.page)).toEqual(['lr', 'loss', 'acc']);
    const isDrawn = () =>
      opened.page.evaluate(() =>
        [...document.querySelectorAll('canvas')].some((canvas) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
          return pixels?.some((value) => value > 0);
        }),
      );
    await expect.poll(isDrawn).toBe(true);
    expect(await opened.page.getByRole('group', { name: 'Colours: acc' }).isVisible()).toBe(true);
    expect(opened.errors).toEqual([]);
  });

  it('emits one event per user action', async () => {
    await mountPlots();
    await drag('a', 'loss', 0, 0.5);
    await expect.poll(reported).toContainEqual(['a', 'select', [2, 3], 4]);
    const events = (await reported()) as [string, string, Record<string, { min: number; max: number }[]>][];
    const [range] = events.findLast(([, type]) => type === 'brush')![2].loss!;
    expect(range!.max).toBe(1);
    expect(range!.min).toBeCloseTo(0.625, 2);
    await opened.page.locator('[data-axis="loss"] .title').press(']');
    await expect.poll(reported).toContainEqual(['a', 'order', ['lr', 'acc', 'loss']]);
  });

  it('emits no event for changes through the API, which are rendered synchronously', async () => {
    await mountPlots();
    const seen = await opened.page.evaluate(() => {
      const plot = window.plots.a!;
      plot.brushes = { loss: { min: 0.4, max: 0.8 } };
      plot.order = ['acc'];
      plot.inverted = ['lr'];
      plot.colorBy = 'lr';
      plot.hidden = ['lr'];
      return {
        selection: [...plot.selection],
        axes: plot.axes,
        hidden: plot.hidden,
        marks: document.querySelectorAll('[data-axis="loss"] .selection').length,
        legend: document.querySelector('.legend .name')?.textContent,
      };
    });
    expect(seen).toEqual({
      selection: [0, 2],
      axes: ['acc', 'loss'],
      hidden: ['lr'],
      marks: 1,
      legend: 'lr',
    });
    await opened.page.waitForTimeout(50);
    expect(await reported()).toEqual([]);
    await opened.page.evaluate(() => window.plots.a!.undo());
    expect(await axesOf(opened.page)).toEqual(['acc', 'lr', 'loss']);
  });

  it('keeps settings when the data is replaced', async () => {
    await mountPlots();
    const after = await opened.page.evaluate(() => {
      const plot = window.plots.a!;
      plot.brushes = {
        loss: [
          { min: 0.4, max: 0.6 },
          { min: 0.9, max: 1 },
        ],
      };
      plot.order = ['acc', 'loss'];
      plot.scales = { lr: 'log' };
      plot.setColumns({ lr: [0.1, 0.2], loss: [0.55, 0.7], acc: [null, 1], more: [1, 2] });
      return {
        selection: [...plot.selection],
        axes: plot.axes,
        ranges: plot.brushes.get('loss')!.length,
        scale: plot.scales.get('lr'),
      };
    });
    expect(after).toEqual({ selection: [0], axes: ['acc', 'more', 'loss', 'lr'], ranges: 2, scale: 'log' });
  });

  it('returns its view as JSON, which can be applied to another plot', async () => {
    await mountPlots(['a', 'b']);
    const same = await opened.page.evaluate(() => {
      const { a, b } = window.plots;
      a!.set({
        brushes: { loss: { min: 0, max: 0.6, lanes: ['nan'] } },
        order: ['acc'],
        marks: ['histograms'],
      });
      b!.view = JSON.parse(JSON.stringify(a!.view));
      return [JSON.stringify(a!.view) === JSON.stringify(b!.view), [...b!.selection]];
    });
    expect(same).toEqual([true, [0, 1]]);
  });

  it('selects and highlights rows through the API', async () => {
    await mountPlots();
    const seen = await opened.page.evaluate(() => {
      const plot = window.plots.a!;
      plot.selection = [3, 1];
      const picked = [...plot.selection];
      plot.brushes = { loss: { min: 0.9, max: 2 } };
      const both = [...plot.selection];
      plot.set({ selection: null, brushes: {}, highlight: 2 });
      return { picked, both, all: plot.selection.length, highlight: plot.highlight };
    });
    expect(seen).toEqual({ picked: [1, 3], both: [3], all: 4, highlight: 2 });
  });

  it('applies Escape and Ctrl-Z only to the plot with the focus or the pointer', async () => {
    await mountPlots(['a', 'b']);
    for (const id of ['a', 'b']) await drag(id, 'loss', 0, 0.5);
    await opened.page.keyboard.press('Escape');
    await expect.poll(() => rangesOf('b')).toEqual({});
    expect(await rangesOf('a')).not.toEqual({});
    await opened.page.locator('#a [data-axis="acc"] .title').focus();
    await opened.page.keyboard.press('Control+z');
    await expect.poll(() => rangesOf('a')).toEqual({});
    expect(await rangesOf('b')).toEqual({});
    await opened.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await opened.page.keyboard.press('Control+z');
    await expect.poll(() => rangesOf('b')).not.toEqual({});
    await opened.page.mouse.move(999, 639);
    await opened.page.keyboard.press('Escape');
    expect(await rangesOf('b')).not.toEqual({});
  });

  it('exports SVG that browsers render, and PNG at any scale', async () => {
    await mountPlots();
    const seen = await opened.page.evaluate(async () => {
      const plot = window.plots.a!;
      plot.set({ label: '<i>A</i> & B', theme: 'dark', brushes: { loss: { min: 0, max: 0.6 } } });
      const svg = new DOMParser().parseFromString(await plot.toSVG(), 'image/svg+xml');
      const bitmap = await createImageBitmap(await plot.toPNG(1.5, { mostPaths: 0 }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return {
        root: svg.documentElement.nodeName,
        title: svg.querySelector('title')?.textContent,
        lines: svg.querySelectorAll('path').length,
        corner: [...data.slice(0, 4)],
        size: [bitmap.width, bitmap.height],
        colors: new Set(new Uint32Array(data.buffer)).size,
      };
    });
    expect(seen).toMatchObject({
      root: 'svg',
      title: '<i>A</i> & B',
      lines: 4,
      corner: [0x1b, 0x1e, 0x21, 255],
      size: [1476, 450],
    });
    expect(seen.colors).toBeGreaterThan(100);
  });

  it('exports vertical plots with horizontal text within the picture', async () => {
    await mountPlots();
    const seen = await opened.page.evaluate(async () => {
      const plot = window.plots.a!;
      plot.set({
        brushes: { loss: { min: 0.3, max: 1 } },
        marks: ['histograms', 'correlations'],
        domains: { lr: { min: 0.02, max: 0.05 } },
      });
      plot.pinned = [0, 3];
      const read = async (orientation: 'horizontal' | 'vertical') => {
        const svg = await plot.toSVG({ width: 420, height: 620, orientation });
        document.body.innerHTML = svg;
        const frame = document.querySelector('svg')!.getBoundingClientRect();
        const words = [...document.querySelectorAll('svg text')].map((element) => {
          const box = element.getBoundingClientRect();
          return {
            text: element.lastChild!.textContent!,
            isUpright: element.textContent!.length < 4 || box.width > box.height,
            isWithin:
              box.left >= frame.left &&
              box.right <= frame.right &&
              box.top >= frame.top &&
              box.bottom <= frame.bottom,
          };
        });
        const spines = [...document.querySelectorAll('[data-axis] > line:not([x1])')].map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width > height;
        });
        return { size: [frame.width, frame.height], words, spines };
      };
      return { vertical: await read('vertical'), horizontal: await read('horizontal') };
    });
    expect(seen.vertical.size).toEqual([420, 620]);
    for (const word of seen.vertical.words) expect(word).toMatchObject({ isUpright: true, isWithin: true });
    expect(new Set(seen.vertical.spines)).toEqual(new Set([true]));
    expect(new Set(seen.horizontal.spines)).toEqual(new Set([false]));
    const names = seen.vertical.words.map(({ text }) => text);
    for (const name of ['lr', 'loss', 'acc']) expect(names).toContain(name);
    expect(opened.errors).toEqual([]);
  });

  it('removes everything when destroyed', async () => {
    await mountPlots(['a', 'b']);
    const left = await opened.page.evaluate(() => {
      const { a } = window.plots;
      a!.destroy();
      a!.brushes = { loss: { min: 0, max: 1 } };
      a!.destroy();
      return [document.getElementById('a')!.childElementCount, a!.brushes.size];
    });
    expect(left).toEqual([0, 0]);
    expect(opened.errors).toEqual([]);
  });
});

describe('new data and wrong options', () => {
  it('emit a select event only if other rows are selected', async () => {
    await mountPlots();
    const events = await opened.page.evaluate(() => {
      const plot = window.heddle.mountParallelPlot(
        document.body.appendChild(document.createElement('div')),
        [{ lr: 1 }, { lr: 2 }, { lr: 3 }],
        { brushes: { lr: { min: 2, max: 9 } } },
      );
      const selected: unknown[] = [];
      plot.on('select', ({ rows, total }) => selected.push([[...rows], total]));
      plot.setColumns({ lr: [1, 2, 4] });
      plot.setColumns({ lr: [5, 2, 4] });
      plot.setColumns([{ lr: 5 }, { lr: 2 }, { lr: 4 }, { lr: 0 }]);
      plot.destroy();
      return selected;
    });
    expect(events).toEqual([
      [[0, 1, 2], 3],
      [[0, 1, 2], 4],
    ]);
  });

  it('warn in the words of the option and never throw later', async () => {
    await mountPlots();
    const { warnings, isPicture } = await opened.page.evaluate(async () => {
      const wrong = { theme: 'pink', legend: 'no', label: 5, selection: 3, highlight: 'a', pinned: 7 };
      const plot = window.heddle.mountParallelPlot(
        document.body.appendChild(document.createElement('div')),
        { lr: [1, 2] },
        wrong as unknown as PlotSettings,
      );
      const found: string[] = [];
      plot.on('warning', ({ message }) => found.push(message));
      const svg = await plot.toSVG();
      plot.destroy();
      return { warnings: found, isPicture: svg.includes('</svg>') };
    });
    expect(warnings).toEqual([
      'The setting selection is left out: expected a list of rows, got 3',
      'The setting highlight is left out: expected a row or null, got "a"',
      'The setting pinned is left out: expected a list of rows, got 7',
      'label: expected text, got 5',
      'theme: expected auto, light, dark, got "pink"',
      'legend: expected true or false, got "no"',
    ]);
    expect(isPicture).toBe(true);
  });
});

describe('<heddle-plot>', () => {
  it('has attributes, properties and events, and a shadow tree', async () => {
    const { page } = opened;
    const shown = await page.evaluate((data) => {
      const early = document.createElement('heddle-plot');
      Object.assign(early, { columns: data, brushes: { loss: { min: 0.9, max: 2 } } });
      early.setAttribute('order', 'acc, loss');
      early.setAttribute('theme', 'dark');
      document.body.replaceChildren(early);
      window.heddle.defineHeddlePlot();
      window.heddle.defineHeddlePlot();
      for (const type of ['heddle-select', 'heddle-brush']) {
        document.addEventListener(type, (event) =>
          window.reported.push([type, (event as CustomEvent).detail.rows?.length]),
        );
      }
      return {
        axes: early.axes,
        selection: [...early.selection!],
        frame: early.shadowRoot!.querySelector('.frame')?.getAttribute('data-theme'),
      };
    }, columns);
    expect(shown).toEqual({ axes: ['acc', 'loss', 'lr'], selection: [3], frame: 'dark' });
    await page.locator('[data-axis="acc"] .title').press('Enter');
    await page.keyboard.press('ArrowUp');
    await expect.poll(reported).toContainEqual(['heddle-brush', undefined]);
    const color = await page
      .locator('[data-axis="lr"] .title')
      .evaluate((title) => getComputedStyle(title).color);
    expect(color).toBe('rgb(233, 234, 236)');
    expect(opened.errors).toEqual([]);
  });

  it('is documented completely: every setting, event, member and attribute', async () => {
    const known = await opened.page.evaluate((data) => {
      window.heddle.defineHeddlePlot();
      const element = document.createElement('heddle-plot');
      element.columns = data;
      document.body.replaceChildren(element);
      const { observedAttributes } = customElements.get('heddle-plot') as unknown as {
        observedAttributes: string[];
      };
      return { attributes: observedAttributes, members: Object.keys(element.plot!) };
    }, columns);
    const text = readFileSync(new URL('../../../viz/README.md', import.meta.url), 'utf8');
    const [ofPlot, ofElement] = text.split('## `<heddle-plot>`');
    expect(known.attributes.length).toBeGreaterThan(10);
    for (const name of known.attributes) expect(ofElement, name).toContain(`\`${name}\``);
    expect(known.members).toContain('pinned');
    for (const name of known.members) expect(ofPlot, name).toMatch(new RegExp(`\`${name}\\b`));
  });

  it('keeps its state when it is moved or reconnected', async () => {
    const after = await opened.page.evaluate(async (data) => {
      window.heddle.defineHeddlePlot();
      const element = document.createElement('heddle-plot');
      element.columns = data;
      document.getElementById('a')!.append(element);
      const { plot } = element;
      element.brushes = { loss: { min: 0.9, max: 2 } };
      document.getElementById('b')!.append(element);
      await Promise.resolve();
      const isSame = element.plot === plot;
      element.remove();
      await Promise.resolve();
      const isGone = element.plot === null;
      document.body.append(element);
      return { isSame, isGone, selection: [...element.selection!] };
    }, columns);
    expect(after).toEqual({ isSame: true, isGone: true, selection: [3] });
  });

  it('reads columns from inline JSON, with NaN as in Python', async () => {
    const { page } = opened;
    const axes = await page.evaluate(() => {
      window.heddle.defineHeddlePlot();
      document.body.innerHTML = `<heddle-plot label="Written"><script type="application/json">
        {"loss": [1, NaN, -Infinity], "net": ["relu", "<b>tanh</b>", null]}</script></heddle-plot>`;
      return document.querySelector('heddle-plot')!.axes;
    });
    expect(axes).toEqual(['net', 'loss']);
    await page.getByRole('group', { name: 'Written' }).waitFor();
    expect(await page.locator('[data-axis="loss"] .lane').allInnerTexts()).toHaveLength(2);
  });
});
