/** Runs a TypeScript file of the command line with its arguments, dependencies installed first. */
import { spawn } from 'node:child_process';
import { installDependencies, root } from './install.mjs';

installDependencies();
const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to the child as well; this process only waits until the child has saved its work.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
