import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { useVisits } from '../visit.ts';

const visits = useVisits();

it('says the version of the page, and the licences of the software in it', async () => {
  const { page } = visits;
  const menu = page.getByRole('button', { name: 'More', exact: true });
  await menu.click();
  await page.getByRole('button', { name: 'About Heddle' }).click();
  const dialog = page.getByRole('dialog', { name: 'About Heddle' });
  await dialog.getByRole('heading', { name: `Heddle ${packageJson.version}` }).waitFor();
  const notices = dialog.getByRole('region', { name: 'Licences and notices' });
  await notices.waitFor();
  const text = await notices.innerText();
  for (const name of ['d3-array', 'svelte', 'zod', '@tensorflow/tfjs-core', 'hyparquet'])
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
});
