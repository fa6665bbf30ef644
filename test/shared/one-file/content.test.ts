import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile, packHistory, writeHistory } from '../../../history/index.ts';
import { BLOCKS, readOneFile, writeOneFile } from '../../../src/shared/one-file/content.ts';
import { anyHistory } from '../../history/arbitrary.ts';

const TEMPLATE = '<!doctype html><div id="app"></div><!--heddle-content--><script>start()</script>';

/** The text of a data block, up to where a browser would end it. */
function blockOf(html: string, id: string): string {
  const start = html.indexOf('>', html.indexOf(`id="${id}"`)) + 1;
  return html.slice(start, html.indexOf('</script', start));
}

describe('a page in one file', () => {
  it('holds runs and view without loss, whatever their texts are', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script><script>x', '<!--', "$'$&")),
        async (history, view) => {
          const html = await writeOneFile(TEMPLATE, { history, view });
          expect(html.match(/<script/g)).toHaveLength(3);
          const content = await readOneFile({
            view: blockOf(html, BLOCKS.view),
            runs: blockOf(html, BLOCKS.runs),
          });
          expect(content.view).toBe(view);
          expect(writeHistory(content.history)).toBe(writeHistory(history));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is at most 1.3 times its packed columns larger than the page, even with random numbers', async () => {
    // A generator of known period (Park and Miller), so that the numbers are the same each time.
    let state = 1;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const line = () => Array.from({ length: 8 }, random).join();
    const csv = ['a,b,c,d,e,f,g,loss', ...Array.from({ length: 10_000 }, line)].join('\n');
    const { history } = importFile(new TextEncoder().encode(csv), 'random.csv');
    const html = await writeOneFile(TEMPLATE, { history, view: '' });
    const columns = packHistory(history).length;
    expect(columns).toBeGreaterThan(10_000 * 8 * 8);
    expect(html.length - TEMPLATE.length).toBeLessThan(1.3 * columns);
  });

  it('needs a template with a place for its content', async () => {
    await expect(writeOneFile('<html>', { history: { version: 1, runs: [] }, view: '' })).rejects.toThrow(
      'has no <!--heddle-content-->',
    );
  });
});
