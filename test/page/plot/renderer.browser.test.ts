import { describe, expect, it } from 'vitest';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();

describe('who draws the lines', () => {
  it('is chosen in the menu of the lines and shown with the reason', async () => {
    const { page } = visits;
    await dropFiles(page, [{ name: 'runs.csv', text: 'lr,loss\n0.1,0.5\n0.2,0.25\n' }]);
    await expect.poll(() => countsOf(page)).toEqual({ selected: 2, total: 2 });
    const menu = page.getByRole('dialog', { name: 'Lines' });
    await page.getByRole('button', { name: 'Lines' }).click();
    await expect.poll(() => menu.innerText()).toContain('Rendered by the CPU.');
    await menu.getByLabel('Renderer').selectOption('GPU');
    await expect.poll(() => menu.innerText()).toContain('Rendered by the GPU. The GPU was requested (');
  });
});
