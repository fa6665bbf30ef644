/** `npm run icons`: draws `src/page/icons/icon.svg` in the sizes of the web app manifest. */
import { readFile, writeFile } from 'node:fs/promises';
import { launchBrowser } from '../test/browser.ts';

const folder = new URL('../src/page/icons/', import.meta.url);
const svg = await readFile(new URL('icon.svg', folder), 'utf8');

/** A maskable icon fills its square, since systems cut it to their own shape. */
const pictures = [
  { name: 'icon-192.png', size: 192, isMaskable: false },
  { name: 'icon-512.png', size: 512, isMaskable: false },
  { name: 'icon-maskable-512.png', size: 512, isMaskable: true },
];

const browser = await launchBrowser();
for (const { name, size, isMaskable } of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = isMaskable ? svg.replace(' rx="6"', '') : svg;
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawn}`,
  );
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
