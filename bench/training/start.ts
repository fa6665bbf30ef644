import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build, preview } from 'vite';
import { launchBrowser } from '../../test/browser.ts';
import { median, printTable } from '../table.ts';

const ROUNDS = 5;

/** Measures how long the built page takes from Start to the first epoch, on a first visit and at the next Start. */
export async function benchStart(): Promise<void> {
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn' });
  const server = await preview({ configFile, preview: { port: 0 }, logLevel: 'error' });
  const browser = await launchBrowser();
  const lines: string[][] = [];
  try {
    for (const data of ['spiral', 'mnist']) {
      const found: (readonly number[])[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        found.push(await startTwice(browser, server.resolvedUrls!.local[0]!, data));
      }
      const times = [0, 1].map((i) => median(found.map((each) => each[i]!)).toFixed(0));
      lines.push([data, ...times]);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  printTable(
    `Start to the first epoch, ms: median of ${String(ROUNDS)} new browsers`,
    ['', 'first Start', 'second Start'],
    lines,
  );
}

async function startTwice(browser: Browser, address: string, data: string): Promise<readonly number[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  try {
    await page.addInitScript(() => localStorage.setItem('heddle.tour', 'shown'));
    await page.goto(address);
    await page.getByText('An example:').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    const field = (label: string) =>
      page.locator('form label', { hasText: new RegExp(`^\\s*${label}`) }).locator('input, select');
    await field('Data').selectOption(data);
    for (const name of ['ReLU', 'Tanh', 'Leaky ReLU']) {
      await page.getByRole('checkbox', { name, exact: true }).setChecked(name === 'ReLU');
    }
    await field('Epochs').fill('1');
    // Small, so that the first epoch of MNIST takes little beside the start.
    if (data === 'mnist') await field('Training examples').fill('2000');
    return [await timeStart(page), await timeStart(page)];
  } finally {
    await context.close();
  }
}

/** Milliseconds from Start to the frame in which the page shows another row. */
async function timeStart(page: Page): Promise<number> {
  const time = await page.evaluate(async () => {
    const count = document.querySelector('output[aria-label="Selected rows"]')!;
    const before = count.textContent;
    const began = performance.now();
    document.querySelector<HTMLButtonElement>('form button[type="submit"]')!.click();
    while (count.textContent === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - began;
  });
  await page.locator('form button[type="submit"][aria-disabled="false"]').waitFor();
  return time;
}
