import { expect, inject, it, onTestFinished } from 'vitest';
import type { BrowserContext, Page } from 'playwright';
import { readFile } from 'node:fs/promises';
import { launchBrowser } from '../../browser.ts';
import { countsOf, dropFiles } from '../driver.ts';
import { trainerOn } from '../train/trainer.ts';
import { skipTour } from '../visit.ts';

/** What a page does that its visitor does not expect: requests to other hosts, and violations of the security policy. */
interface Record {
  readonly hosts: Set<string>;
  readonly violations: string[];
}

async function visit(): Promise<{ page: Page; context: BrowserContext; record: Record }> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const record: Record = { hosts: new Set(), violations: [] };
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(protocol)) record.hosts.add(host);
  });
  await context.exposeFunction('report', (violation: string) => void record.violations.push(violation));
  await context.addInitScript(skipTour);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      (window as unknown as { report: (text: string) => void }).report(
        `${effectiveDirective}: ${blockedURI}`,
      );
    });
  });
  const page = await context.newPage();
  // Violations of workers are not events of the page, but Chromium prints them.
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) record.violations.push(message.text());
  });
  await page.goto(inject('address'));
  await page.getByText('An example:').waitFor();
  return { page, context, record };
}

const csv = 'run,epoch,loss,act\na,1,3,<b>relu</b>\na,2,2,<b>relu</b>\nb,1,4,=1+1\nb,2,1,=1+1\n';

it('a visit with imports, training, all views and exports asks no other host and keeps to the policy', async () => {
  const { page, context, record } = await visit();
  const total = async () => (await countsOf(page)).total;
  await dropFiles(page, [{ name: 'runs.csv', text: csv }]);
  await expect.poll(total).toBe(4);

  const { button, field, trainSmall } = trainerOn({ page });
  if (!(await page.locator('#trainer').isVisible())) await button('Train').click();
  await field('Data').selectOption('spiral');
  await field('Training examples').fill('60');
  await trainSmall(2);
  await expect.poll(total).toBe(6);

  for (const tab of await page.getByRole('tablist', { name: 'Views' }).getByRole('tab').all()) {
    await tab.click();
    await expect.poll(() => page.getByText('Loading…').count()).toBe(0);
  }

  for (const format of ['heddle', 'rows', 'parquet']) {
    await button('Export').click();
    const form = page.getByRole('dialog', { name: 'Export' });
    await form.getByLabel('Runs').selectOption('all');
    await form.getByLabel('Format').selectOption(format);
    const saved = page.waitForEvent('download');
    await form.getByRole('button', { name: 'Save file' }).click();
    const path = await (await saved).path();
    if (format === 'rows') expect(await readFile(path, 'utf8')).toContain("'=1+1");
  }
  for (const kind of ['SVG', 'PNG']) {
    await button('Figure: Plot').click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save ${kind}` }).click();
    await (await saved).path();
  }

  // The address is what people share.
  const shared = await context.newPage();
  await shared.goto(page.url());
  await expect.poll(async () => (await countsOf(shared)).total, { timeout: 30_000 }).toBeGreaterThan(0);

  expect([...record.hosts]).toEqual([new URL(inject('address')).host]);
  expect(record.violations).toEqual([]);
});

it('the policy keeps a script that got into the page from running and from asking other hosts', async () => {
  const { page, record } = await visit();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.isBroken = true';
    const picture = new Image();
    picture.src = 'https://elsewhere.example/picture.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://elsewhere.example/';
    document.body.append(script, picture, frame);
    fetch('https://elsewhere.example/data').catch(() => undefined);
  });
  const directives = () =>
    new Set(record.violations.flatMap((text) => /^[a-z-]+(?=: )/.exec(text)?.[0] ?? []));
  await expect.poll(directives).toEqual(new Set(['script-src-elem', 'img-src', 'frame-src', 'connect-src']));
  expect(await page.evaluate(() => 'isBroken' in window)).toBe(false);
  const policies = await page.locator('meta[http-equiv="Content-Security-Policy"]').count();
  expect(policies).toBe(1);
});
