import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `npm start` serves the built page. */
    address: string;
  }
}

/** Starts the page as a person does, once for all page tests, and ends it after them. */
export default async function serve(project: TestProject): Promise<() => void> {
  const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
  const server = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    server.on('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
  });
  project.provide('address', address);
  return () => void server.kill();
}
