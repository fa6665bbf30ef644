import { beforeEach, expect } from 'vitest';
import { countsOf, dragAlong, dropFiles, plotRests, rowsOf } from '../driver.ts';
import { useVisits } from '../visit.ts';

const csv = 'lr,loss,acc\n0.1,0.5,0.8\n0.2,0.25,0.9\n0.3,0.75,0.7\n0.4,1,0.6\n';

/** Has each test of the file that calls it begin with a table of four rows dropped on the page. */
export function usePlottedTable() {
  const visits = useVisits();
  const counts = () => countsOf(visits.page);
  const rows = () => rowsOf(visits.page);

  beforeEach(async () => {
    await dropFiles(visits.page, [{ name: 'runs.csv', text: csv }]);
    await expect.poll(counts).toEqual({ selected: 4, total: 4 });
    await plotRests(visits.page);
  });

  return {
    visits,
    counts,
    rows,
    losses: async () => (await rows()).map((row) => row.loss),
    brush: (name: string, from: number, to: number) => dragAlong(visits.page, name, from, to),
    titleOf: (name: string) => visits.page.locator(`[data-axis="${name}"] .title`),
    /** Names of the axes from left to right. */
    order: () =>
      visits.page.locator('[data-axis]').evaluateAll((axes) =>
        axes
          .map((axis) => ({ name: axis.getAttribute('data-axis')!, x: axis.getBoundingClientRect().x }))
          .sort((a, b) => a.x - b.x)
          .map((axis) => axis.name),
      ),
    track: async (name: string) => {
      const axis = visits.page.locator(`[data-axis="${name}"] [data-part="track"]`);
      // The trainer closes once the page has runs of its own, and the plot becomes wider.
      await (await axis.elementHandle())!.waitForElementState('stable');
      return (await axis.boundingBox())!;
    },
  };
}
