import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../server/serve.ts';

const WRAPPER = fileURLToPath(new URL('../../scripts/tsx.mjs', import.meta.url));

describe('scripts/tsx.mjs', { timeout: 60_000 }, () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'runs a script with its arguments in a process that %s ends',
    async (signal) => {
      const script = join(await makeFolder(), 'script.ts');
      await writeFile(
        script,
        'const values: unknown = [process.pid, ...process.argv.slice(2)];\nconsole.log(JSON.stringify(values));\nsetInterval(() => undefined, 1000);\n',
      );
      const child = spawn(process.execPath, [WRAPPER, script, '--port', '1']);
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      expect(JSON.parse(line.toString())).toEqual([child.pid, '--port', '1']);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
    },
  );
});
