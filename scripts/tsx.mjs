/** Runs a TypeScript file with its arguments, after installing the dependencies: `node scripts/tsx.mjs FILE [ARGUMENT …]`. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installDependencies, root } from './install.mjs';

installDependencies();
process.chdir(root);
const script = resolve(root, process.argv[2]);
// The script finds its arguments where it would if Node had been started with it.
process.argv.splice(1, 2, script);
// In this process, so that signals, standard input and the exit code are the script's own.
await import('tsx');
await import(pathToFileURL(script).href);
