import { describe, expect, it } from 'vitest';
import type { PlotEvents } from '../../../viz/index.ts';
import { usePlotPage } from '../use-plot-page.ts';

const opened = usePlotPage(['a']);

const reported = () => opened.page.evaluate(() => window.reported);
const plot = () => opened.page.locator('#a');

/** The middle of the line of row 0 between the first two axes, which is flat at the top. */
async function pointOnLine(): Promise<{ x: number; y: number }> {
  const tracks = opened.page.locator('#a [data-part="track"]');
  const [first, second] = [(await tracks.nth(0).boundingBox())!, (await tracks.nth(1).boundingBox())!];
  return { x: (first.x + second.x) / 2, y: first.y };
}

async function dragAlong(axis: string): Promise<void> {
  const box = (await opened.page.locator(`#a [data-axis="${axis}"] [data-part="track"]`).boundingBox())!;
  const { mouse } = opened.page;
  await mouse.move(box.x + 1, box.y + box.height * 0.2);
  await mouse.down();
  await mouse.move(box.x + 1, box.y + box.height * 0.5);
  await mouse.move(box.x + 1, box.y + box.height * 0.7);
  await mouse.up();
}

/** Mounts a plot and records these events. */
async function mount(events: readonly (keyof PlotEvents)[] = []): Promise<void> {
  await opened.page.evaluate((types) => {
    const data = { lr: [3, 2, 1], loss: [3, 1, 2] };
    window.plots.a = window.heddle.mountParallelPlot(document.getElementById('a')!, data);
    for (const type of types) window.plots.a.on(type, () => window.reported.push(type));
  }, events);
  await expect.poll(() => plot().locator('.drawing').getAttribute('data-stage')).toBe('whole');
}

describe('titles, units and formats of axes', () => {
  it('are in the axes, the tooltip, the legend and the exported picture', async () => {
    await mount();
    const svg = await opened.page.evaluate(() => {
      window.plots.a!.axisOptions = {
        lr: { title: 'Learning rate <b>', tickFormat: (value) => `${value.toFixed(1)}×` },
        loss: { title: 'Loss', unit: 'nats' },
      };
      return window.plots.a!.toSVG();
    });
    for (const text of ['Learning rate &lt;b&gt;', '3.0×', 'Loss (nats)']) expect(svg).toContain(text);
    await plot()
      .getByRole('button', { name: /^Learning rate <b>, / })
      .waitFor();
    await plot().locator('.legend .name', { hasText: 'Loss (nats)' }).waitFor();
    expect(await plot().locator('[data-axis="lr"]').innerText()).toContain('3.0×');
    const { x, y } = await pointOnLine();
    await opened.page.mouse.move(x, y);
    const tooltip = opened.page.getByRole('tooltip');
    await tooltip.waitFor();
    const cells = await tooltip.locator('tr').allInnerTexts();
    expect(cells.map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^Learning rate <b> 3\.0× /),
      expect.stringMatching(/^Loss 3 nats /),
    ]);
  });
});

describe('the tooltip of the page', () => {
  it.each([
    ['text, which is not HTML', '<i>row 0</i>'],
    ['a node', 'node 0'],
    ['nothing', null],
  ])('can be %s', async (kind, expected) => {
    await mount();
    await opened.page.evaluate((wanted) => {
      window.plots.a!.tooltip = ({ lr }, row) => {
        window.reported.push([lr, row]);
        if (wanted === 'nothing') return null;
        if (wanted !== 'a node') return `<i>row ${String(row)}</i>`;
        return Object.assign(document.createElement('b'), { textContent: `node ${String(row)}` });
      };
    }, kind);
    const { x, y } = await pointOnLine();
    await opened.page.mouse.move(x, y);
    await expect.poll(reported).toContainEqual([3, 0]);
    const tooltip = opened.page.getByRole('tooltip');
    if (expected === null) expect(await tooltip.count()).toBe(0);
    else expect((await tooltip.innerText()).trim()).toBe(expected);
  });

  it('that throws is left out with a warning', async () => {
    await mount();
    await opened.page.evaluate(() => {
      window.plots.a!.on('warning', ({ message }) => window.reported.push(message));
      window.plots.a!.tooltip = () => {
        throw new Error('no name');
      };
    });
    const { x, y } = await pointOnLine();
    await opened.page.mouse.move(x, y);
    await expect.poll(reported).toEqual(['The setting tooltip failed: no name']);
    expect(opened.errors).toEqual([]);
  });
});

describe('a plot that is read only', () => {
  it('shows what is hovered and reports clicks on lines, and nothing else changes', async () => {
    await mount(['hover', 'lineclick', 'pin', 'brush', 'order', 'view', 'brushstart']);
    const view = await opened.page.evaluate(() => {
      window.plots.a!.readOnly = true;
      return window.plots.a!.view;
    });
    await dragAlong('lr');
    const title = plot().locator('[data-axis="loss"] .title');
    await title.dblclick();
    await title.press('f');
    await title.press('[');
    await title.click({ button: 'right' });
    await opened.page.keyboard.press('Control+z');
    expect(await plot().getByRole('button', { name: 'Settings of loss' }).count()).toBe(0);
    expect(await plot().locator('.legend select').count()).toBe(0);
    const { x, y } = await pointOnLine();
    await opened.page.mouse.click(x, y);
    await expect.poll(reported).toContain('lineclick');
    expect(new Set((await reported()) as string[])).toEqual(new Set(['hover', 'lineclick']));
    expect(await opened.page.evaluate(() => window.plots.a!.view)).toEqual(view);
    expect(await opened.page.evaluate(() => window.plots.a!.pinned)).toEqual([]);

    await opened.page.evaluate(() => (window.plots.a!.readOnly = false));
    await dragAlong('lr');
    await expect.poll(reported).toContain('brush');
  });
});

describe('events', () => {
  it('report the start and the end of a drag around its changes', async () => {
    await mount(['brushstart', 'brush', 'brushend']);
    await dragAlong('lr');
    await expect.poll(reported).toContain('brushend');
    const seen = (await reported()) as string[];
    expect([seen[0], seen.at(-1)]).toEqual(['brushstart', 'brushend']);
    expect(new Set(seen.slice(1, -1))).toEqual(new Set(['brush']));
  });

  it('report a click on a line, which is pinned', async () => {
    await mount(['lineclick', 'pin']);
    const { x, y } = await pointOnLine();
    await opened.page.mouse.click(x, y);
    await expect.poll(reported).toEqual(expect.arrayContaining(['lineclick', 'pin']));
  });
});

it('wrong options of a picture are left out with a warning', async () => {
  await mount();
  const svg = await opened.page.evaluate(async () => {
    window.plots.a!.on('warning', ({ message }) => window.reported.push(message));
    const options = { theme: 'x', width: -1, colour: 1, title: 'Fine' } as unknown as { title: string };
    return window.plots.a!.toSVG(options);
  });
  expect(svg).toContain('Fine');
  await expect
    .poll(reported)
    .toEqual([
      'The option theme of the picture is left out: expected light, dark, got "x"',
      'The option width of the picture is left out: expected a positive number, got -1',
      'There is no option "colour" of a picture.',
    ]);
});
