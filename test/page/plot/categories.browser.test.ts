import { describe, expect, it } from 'vitest';
import { dropFiles } from '../driver.ts';
import { usePlottedTable } from './plotted-table.ts';

const { counts, losses, titleOf, visits } = usePlottedTable();

describe('categories on an axis', () => {
  it('picks categories one by one, and lets them be dragged and ordered', async () => {
    const { page } = visits;
    const more = 'net,loss,acc\nrelu,2,0.3\ntanh,3,0.2\ngelu,4,0.5\nrelu,5,0.1\n';
    await dropFiles(page, [{ name: 'more.csv', text: more }]);
    await expect.poll(async () => (await counts()).total).toBe(8);
    const name = (text: string) => page.locator(`[data-axis="net"] [data-name="${text}"]`);
    const fromTop = () =>
      page.locator('[data-axis="net"] [data-name]').evaluateAll((names) =>
        names
          .map((each) => ({ text: each.getAttribute('data-name'), y: each.getBoundingClientRect().y }))
          .sort((a, b) => a.y - b.y)
          .map((each) => each.text),
      );
    await expect.poll(fromTop).toEqual(['gelu', 'tanh', 'relu']);
    await name('relu').click();
    await name('gelu').click();
    await expect.poll(losses).toEqual(['2', '4', '5']);
    // Two that are no neighbours are two ranges; dragged beside each other they are one.
    await expect.poll(() => page.locator('[data-axis="net"] .selection').count()).toBe(2);
    const [from, to] = [(await name('relu').boundingBox())!, (await name('tanh').boundingBox())!];
    const drag = async () => {
      await page.mouse.move(from.x + 4, from.y + 4);
      await page.mouse.down();
      await page.mouse.move(to.x + 4, to.y + 6, { steps: 5 });
      await expect.poll(fromTop).toEqual(['gelu', 'relu', 'tanh']);
    };
    await drag();
    await page.keyboard.press('Escape');
    await expect.poll(fromTop).toEqual(['gelu', 'tanh', 'relu']);
    expect(await losses()).toEqual(['2', '4', '5']);
    await page.mouse.up();
    await drag();
    await page.mouse.up();
    await expect.poll(fromTop).toEqual(['gelu', 'relu', 'tanh']);
    await expect.poll(() => page.locator('[data-axis="net"] .selection').count()).toBe(1);
    expect(await losses()).toEqual(['2', '4', '5']);
    await expect.poll(() => page.url()).toContain('categories=net:tanh:relu:gelu');
    await titleOf('net').click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Axis net' });
    await menu.getByLabel('Order').selectOption('by count');
    await expect.poll(fromTop).toEqual(['relu', 'gelu', 'tanh']);
    await menu.getByRole('checkbox', { name: 'gelu' }).uncheck();
    await expect.poll(losses).toEqual(['2', '5']);
  });
});
