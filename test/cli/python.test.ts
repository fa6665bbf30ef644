import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withPlot } from '../../src/cli/python.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('heddle.py', () => {
  it.skipIf(!hasPython)('passes its tests in test/python', () => {
    const args = ['-B', '-m', 'unittest', 'discover', 'test/python'];
    const { status, stderr } = spawnSync('python3', args, { cwd: root });
    expect(stderr.toString()).toMatch(/\nOK\n$/);
    expect(status).toBe(0);
  });

  it('is copied with the plot in it', async () => {
    const source = await readFile(`${root}python/heddle.py`, 'utf8');
    const module = 'export const text = "ü";\n';
    const base64 = /^_PLOT = "(.+)"$/m.exec(withPlot(source, module))?.[1];
    expect(gunzipSync(Buffer.from(base64!, 'base64')).toString()).toBe(module);
    expect(() => withPlot('import csv\n', module)).toThrow('expected one line _PLOT = ""');
  });
});
