import type { Browser } from 'playwright';
import { PNG } from 'pngjs';
import type { StructureName } from './structures.ts';
import type { Axes, Theme } from './page/tool.ts';

/** Time limit for a drawing, in milliseconds. */
export const timeLimit = 60_000;

export const size = { width: 1000, height: 400 };

export interface Photograph {
  readonly image: Buffer;
  readonly axes: Axes;
}

/** One device pixel per CSS pixel; RGBA. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export const decode = (png: Buffer): Picture => PNG.sync.read(png);

/**
 * Draws a structure with a tool on a page of its own. Returns null if it is not drawn within the time limit. The image is
 * a PNG, or a JPEG of the quality `jpeg`.
 */
export async function photograph(
  browser: Browser,
  address: string,
  tool: string,
  structure: StructureName,
  rows: number,
  { theme = 'light', jpeg }: { readonly theme?: Theme; readonly jpeg?: number } = {},
): Promise<Photograph | null> {
  const page = await browser.newPage({
    viewport: { width: size.width, height: size.height + 40 },
    deviceScaleFactor: 1,
    colorScheme: theme,
  });
  try {
    await page.goto(address);
    await page.waitForFunction('typeof drawPlanted === "function"');
    const call = [tool, structure, rows, theme].map((value) => JSON.stringify(value)).join(', ');
    const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeLimit).unref());
    const drawn = page.evaluate<Axes>(`drawPlanted(${call})`);
    const axes = await Promise.race([drawn, timeout]);
    if (axes === null) {
      // The pending call rejects when the page is closed.
      drawn.catch(() => undefined);
      return null;
    }
    const clip = { x: 0, y: 0, ...size };
    const image = await page.screenshot(
      jpeg === undefined ? { clip } : { clip, type: 'jpeg', quality: jpeg },
    );
    return { image, axes };
  } catch (error) {
    // A page may run out of memory.
    if (String(error).includes('Target crashed')) return null;
    throw error;
  } finally {
    await page.close({ runBeforeUnload: false });
  }
}
