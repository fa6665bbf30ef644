import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { axesOf } from './plot-page.ts';

let browser: Browser;
let page: Page;
const thrown: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(`${inject('plotAddress')}examples/`);
});

afterAll(() => browser.close());

it('every example renders without errors and shows its source', async () => {
  const stages = page.locator('.stage');
  const count = await stages.count();
  expect(count).toBeGreaterThan(20);
  for (let at = 0; at < count; at++) {
    await stages.nth(at).scrollIntoViewIfNeeded();
    await stages.nth(at).locator('.drawing').first().waitFor();
  }
  for (const source of await page.locator('pre').allTextContents())
    expect(source).toMatch(/export const note/);
  expect(thrown).toEqual([]);
});

it('controls of a page change the plot, and receive its events', async () => {
  const stage = page.locator('#controls');
  const press = (name: string) => stage.getByRole('button', { name, exact: true }).click();
  const reported = () => stage.locator('output').textContent();
  const summary = () => stage.locator('p[role="status"]').textContent();
  await press('Brush loss');
  await expect.poll(summary).toContain('loss 0.2 to 0.5');
  await press('Two ranges');
  await expect.poll(() => stage.locator('[data-axis="lr"] .selection').count()).toBe(2);
  await press('Not these');
  await expect.poll(summary).toContain('lr not');
  await press('Loss first');
  await expect.poll(() => axesOf(page, '#controls')).toEqual(['loss', 'accuracy', 'activation', 'lr']);
  await press('Colour by loss');
  await stage.getByRole('group', { name: 'Colours: loss' }).waitFor();
  await press('Highlight row 3');
  await stage.locator('.drawing').scrollIntoViewIfNeeded();
  await press('First ten rows');
  await press('Reset');
  await expect.poll(summary).toContain('60 of 60 rows selected');
  expect(await reported()).toBe('');
  await stage.locator('[data-axis="loss"] .title').press(']');
  await expect.poll(reported).toMatch(/^order: /);
  await stage.locator('[data-axis="loss"] .title').press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(reported).toMatch(/^select: \d+ of 60 rows$/);
});
