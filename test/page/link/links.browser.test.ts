import { describe, expect, it } from 'vitest';
import { writeHistory } from '../../../history/index.ts';
import { makeHistory, makeRun } from '../../history/make.ts';
import { countsOf, dropFiles } from '../driver.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
const counts = () => countsOf(visits.page);
const hash = () => decodeURIComponent(new URL(visits.page.url()).hash);
const runs = {
  name: 'runs.json',
  text: writeHistory(
    makeHistory(
      ...[3, 5, 7].map((value, i) => makeRun(`run ${String(i)}`, { parameters: { lr: 10 ** -i, value } })),
    ),
  ),
};

/** Follows a link on the page that is open. */
const open = (link: string) => visits.page.evaluate((next) => (location.hash = next), link);

describe('a link', () => {
  it('keeps all parts but those that cannot be read, which a message names', async () => {
    await open('rows=last&scales=valid_loss:log,valid_acc:square&colour=lr');
    const message = visits.page.getByText('cannot be read and were left out');
    await message.waitFor();
    expect(await message.innerText()).toContain('scales=valid_acc:square; colour=lr');
    await expect.poll(hash).toBe('#level=runs&lens=last&scales=valid_loss:log');
  });

  it('that was made for other data selects nothing of the example, and waits for its data', async () => {
    const { page } = visits;
    const { total } = await counts();
    // The example has a column valid_loss, too, in which no value is NaN.
    const brushes = 'brushes=value:range:4:9,valid_loss:lanes:~nan';
    await open(`rows=last&${brushes}&data=elsewhere`);
    await page.getByText('This link was made for other data').waitFor();
    await expect.poll(async () => (await counts()).total).toBeLessThan(total);
    const example = await counts();
    expect(example.selected).toBe(example.total);
    await expect.poll(hash).toContain(`${brushes}&data=elsewhere`);
    await dropFiles(page, [runs]);
    await expect.poll(counts).toEqual({ selected: 2, total: 3 });
  });

  it('that was made for other data selects by the parts that fit, and by all of them with its data', async () => {
    const { page } = visits;
    await dropFiles(page, [runs]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await open('order=cost&brushes=value:range:4:9,depth:range:2:9,lr:range:7:8&color=cost&data=elsewhere');
    const message = page.getByText('This link was made for other data');
    await message.waitFor();
    expect(await message.innerText()).toContain(
      'no column depth; no lr from 7 to 8; no column cost (order, color).',
    );
    await expect.poll(counts).toEqual({ selected: 2, total: 3 });
    await expect.poll(hash).toContain('lr:range:7:8&color=cost&data=elsewhere');
    const deep = makeRun('deep', { parameters: { lr: 7.5, value: 8, depth: 4 } });
    await dropFiles(page, [{ name: 'deep.json', text: writeHistory(makeHistory(deep)) }]);
    await expect.poll(counts).toEqual({ selected: 1, total: 4 });
    await expect.poll(hash).not.toContain('data=elsewhere');
  });

  it('that selects nothing names the columns that are missing', async () => {
    await open('order=cost&scales=depth:log');
    await visits.page.getByText('no column cost (order); no column depth (scale).').waitFor();
  });

  it('selects again after a reload', async () => {
    const { page } = visits;
    await dropFiles(page, [runs]);
    await expect.poll(counts).toEqual({ selected: 3, total: 3 });
    await open('brushes=value:range:9:4');
    await expect.poll(counts).toEqual({ selected: 2, total: 3 });
    await expect.poll(hash).toMatch(/^#brushes=value:range:4:9&data=\w+$/);
    await page.reload();
    await expect.poll(counts).toEqual({ selected: 2, total: 3 });
    expect(await page.getByText('made for other data').count()).toBe(0);
  });
});
