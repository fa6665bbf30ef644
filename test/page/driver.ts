import type { Page } from 'playwright';

/** A file as it is dropped on the page. */
export type DroppedFile = { readonly name: string } & (
  { readonly text: string } | { readonly bytes: Uint8Array }
);

/** How many rows are selected, of how many. */
export async function countsOf(page: Page): Promise<{ selected: number; total: number }> {
  const text = await page.getByLabel('Selected rows', { exact: true }).first().innerText();
  const [selected = NaN, total = NaN] = (text.match(/[\d,]+/g) ?? []).map((part) =>
    Number(part.replaceAll(',', '')),
  );
  return { selected, total };
}

/** Drops files on the page as a person does, from outside the browser. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const given = files.map((file) =>
    'text' in file
      ? { name: file.name, text: file.text, bytes: [] }
      : { name: file.name, text: null, bytes: [...file.bytes] },
  );
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, text, bytes } of all) data.items.add(new File([text ?? Uint8Array.from(bytes)], name));
    return data;
  }, given);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/**
 * Has the page choose a folder `logs` with the file `version_0/metrics.csv` when it asks for one.
 *
 * @returns appends text to the file
 */
export async function offerFolder(page: Page, text: string): Promise<(more: string) => Promise<void>> {
  await page.evaluate((first) => {
    let [written, time] = [first, 1];
    const file = {
      kind: 'file',
      getFile: () => Promise.resolve(new File([written], 'metrics.csv', { lastModified: time })),
    };
    const folderOf = (name: string, inside: [string, unknown][]) => ({
      kind: 'directory',
      name,
      async *entries() {
        await Promise.resolve();
        yield* inside;
      },
    });
    const handle = folderOf('logs', [['version_0', folderOf('version_0', [['metrics.csv', file]])]]);
    Object.assign(window, {
      showDirectoryPicker: () => Promise.resolve(handle),
      appendToLog: (more: string) => ([written, time] = [written + more, time + 1]),
    });
  }, text);
  return (more) =>
    page.evaluate(
      (added) => (window as unknown as { appendToLog: (text: string) => void }).appendToLog(added),
      more,
    );
}

/** The table of selected rows as text, a record per row, for tables that fit without scrolling. */
export async function rowsOf(page: Page): Promise<Record<string, string>[]> {
  return page.getByRole('region', { name: 'Selected rows' }).evaluate((region) => {
    const names = [...region.querySelectorAll('th')].map((cell) => cell.innerText.trim());
    return [...region.querySelectorAll('tbody tr')]
      .filter((row) => row.querySelectorAll('td').length === names.length)
      .map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll('td')]
            .map((cell, index) => [names[index]!, cell.innerText.trim()])
            .slice(1),
        ),
      );
  });
}

/** Resolves when the plot is drawn and its axes have not moved for some frames: the parts of the page come and go around it. */
export async function plotRests(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const seen = globalThis as typeof globalThis & { axes?: { places: string; frames: number } };
      const places = [...document.querySelectorAll('[data-axis]')]
        .map((axis) => JSON.stringify(axis.getBoundingClientRect()))
        .join();
      const isSame = seen.axes?.places === places;
      seen.axes = { places, frames: isSame ? seen.axes!.frames + 1 : 0 };
      return seen.axes.frames >= 15 && document.querySelector('.drawing[data-stage="whole"]') !== null;
    },
    undefined,
    { polling: 'raf' },
  );
}

/** Drags along the axis called `name`, between two shares of its height from the top. */
export async function dragAlong(page: Page, name: string, from: number, to: number): Promise<void> {
  const axis = page.locator(`[data-axis="${name}"] [data-part="track"]`);
  await plotRests(page);
  const box = (await axis.boundingBox())!;
  const x = box.x + box.width / 2;
  await page.mouse.move(x, box.y + box.height * from);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height * ((from + to) / 2));
  await page.mouse.move(x, box.y + box.height * to);
  await page.mouse.up();
}
