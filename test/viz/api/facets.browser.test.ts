import { expect, it } from 'vitest';
import { usePlotPage } from '../use-plot-page.ts';

const opened = usePlotPage(['a'], { size: 'width: 900px; height: 600px' });

/** Mounts rows of three optimizers: adam on ten of them, sgd on five, and one without. */
async function mount(): Promise<void> {
  await opened.page.evaluate(() => {
    const values = Array.from({ length: 16 }, (_, row) => row);
    window.plots.a = window.heddle.mountParallelPlot(
      document.getElementById('a')!,
      {
        optimizer: values.map((row) => (row < 10 ? 'adam' : row < 15 ? 'sgd' : null)),
        lr: values,
        loss: values.map((row) => 16 - row),
      },
      { facet: 'optimizer', order: ['lr', 'loss'], hidden: ['optimizer'] },
    );
  });
  await opened.page.locator('#a figure').nth(2).waitFor();
}

const captions = () => opened.page.locator('#a figcaption').allInnerTexts();

it('small multiples show each value of a column with the same axes and brushes', async () => {
  await mount();
  await expect.poll(captions).toEqual(['adam\n10', 'sgd\n5', 'missing\n1']);
  await opened.page.evaluate(() => window.plots.a!.set({ brushes: { lr: { min: 8, max: 12 } } }));
  await expect.poll(captions).toEqual(['adam\n2 of 10', 'sgd\n3 of 5', 'missing\n0 of 1']);
  const axes = opened.page
    .locator('#a figure')
    .nth(1)
    .getByRole('group', { name: /sgd/ })
    .locator('[data-axis]');
  expect(await axes.evaluateAll((all) => all.map((axis) => axis.getAttribute('data-axis')))).toEqual([
    'lr',
    'loss',
  ]);
  expect(opened.errors).toEqual([]);
});

it('one Ctrl-Z undoes one change, and Escape clears the brushes of all panels', async () => {
  await mount();
  const title = opened.page.locator('#a figure').nth(1).locator('[data-axis="lr"] .title');
  await title.focus();
  await title.press('f');
  await title.press('f');
  await title.press('Control+z');
  await expect.poll(() => opened.page.evaluate(() => window.plots.a!.inverted)).toEqual(['lr']);
  await opened.page.evaluate(() => window.plots.a!.set({ brushes: { lr: { min: 8, max: 12 } } }));
  await title.press('Escape');
  await expect.poll(captions).toEqual(['adam\n10', 'sgd\n5', 'missing\n1']);
  expect(opened.errors).toEqual([]);
});

it('a line is hovered in its own panel, and pinned by a click', async () => {
  await mount();
  const panel = opened.page.locator('#a figure').nth(2);
  const drawing = panel.locator('.drawing[data-stage="whole"]');
  await drawing.waitFor();
  const axis = (await panel.locator('[data-axis="lr"] .line, [data-axis="lr"]').first().boundingBox())!;
  const box = (await drawing.boundingBox())!;
  // The only line there descends from the top of the first axis to the bottom of the second one.
  const middle = { x: (axis.x + axis.width / 2 + box.x + box.width) / 2, y: box.y + box.height / 2 };
  for (let y = box.y + 30; y < box.y + box.height; y += 6) {
    await opened.page.mouse.move(middle.x, y);
    if ((await opened.page.evaluate(() => window.plots.a!.highlight)) === 15) break;
  }
  expect(await opened.page.evaluate(() => window.plots.a!.highlight)).toBe(15);
  await opened.page.mouse.down();
  await opened.page.mouse.up();
  await expect.poll(() => opened.page.evaluate(() => window.plots.a!.pinned)).toEqual([15]);
  await panel.locator('.pin').waitFor();
  expect(await opened.page.locator('#a .pin').count()).toBe(1);
  expect(opened.errors).toEqual([]);
});

it('without facets, or for a column that is not there, it is one plot', async () => {
  await mount();
  await opened.page.evaluate(() => (window.plots.a!.facet = null));
  await expect.poll(() => opened.page.locator('#a .drawing').count()).toBe(1);
  await opened.page.evaluate(() => window.plots.a!.undo());
  await expect.poll(() => opened.page.locator('#a .drawing').count()).toBe(3);
  await opened.page.evaluate(() => {
    window.plots.a!.on('warning', ({ message }) => window.reported.push(message));
    window.plots.a!.facet = 'none';
  });
  await expect.poll(() => opened.page.locator('#a .drawing').count()).toBe(1);
  expect(await opened.page.evaluate(() => window.reported)).toEqual(['There is no column "none".']);
  expect(opened.errors).toEqual([]);
});
