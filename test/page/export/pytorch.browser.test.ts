import { readFile } from 'node:fs/promises';
import { beforeEach, expect, it } from 'vitest';
import { FORMAT_VERSION, writeHistory, type EpochRecord } from '../../../history/index.ts';
import { makeRun } from '../../history/make.ts';
import { dropFiles } from '../driver.ts';
import { trainerOn } from '../train/trainer.ts';
import { useVisits } from '../visit.ts';

const visits = useVisits();
beforeEach(() => visits.page.setDefaultTimeout(30_000));
const { field, trainSmall } = trainerOn(visits);

/** The epochs that a script expects. */
function expectedOf(script: string): EpochRecord[] {
  const [, list] = /^EXPECTED = \[$([^]*?)^\]$/m.exec(script)!;
  const numbers = [...list!.matchAll(/"(\w+)": ([-\d.e]+)/g)];
  const records: Record<string, number>[] = [];
  for (const [, name, value] of numbers) {
    if (name === 'train_loss') records.push({ epoch: records.length + 1 });
    records.at(-1)![name!] = Number(value);
  }
  return records as unknown as EpochRecord[];
}

it('saves a run as a PyTorch script, and names the epoch at which the result deviates', async () => {
  const { page } = visits;
  await field('Data').selectOption('moons');
  await trainSmall(3);
  await page.getByRole('button', { name: 'Share' }).click();
  const form = page.getByRole('dialog', { name: 'Share' });
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: 'Save script' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('run.py');
  const script = await readFile(await saved.path(), 'utf8');
  const [, parent] = /"parent_run": "([^"]+)"/.exec(script)!;
  const [, name] = /^NAME = "(.*) in PyTorch"$/m.exec(script)!;
  const records = expectedOf(script);
  expect(records).toHaveLength(3);

  const drop = async (id: string, own: readonly EpochRecord[]) => {
    const run = makeRun(id, {
      name: id,
      parameters: { parent_run: parent! },
      metrics: { train_loss: { direction: 'min' }, valid_loss: { direction: 'min' } },
      records: own,
    });
    await dropFiles(page, [
      { name: `${id}.json`, text: writeHistory({ version: FORMAT_VERSION, runs: [run] }) },
    ]);
  };
  await drop('same', records);
  await page.getByText(`same agrees with ${name!} in all 3 epochs, within 0.001.`).waitFor();
  await drop(
    'other',
    records.map((record) => (record.epoch === 2 ? { ...record, train_loss: 5 } : record)),
  );
  await page
    .getByText(new RegExp(`other deviates from ${name!} at epoch 2 first: train_loss is 5, not 0\\.`))
    .waitFor();
});
