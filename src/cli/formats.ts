import { defineCommand } from 'citty';
import { EXPORT_FORMATS, IMPORT_FORMATS } from '../../history/index.ts';
import { positionals, UsageError } from './usage.ts';

/** `heddle formats`: lists the formats that can be read and those for `convert --to`. */
export const formats = defineCommand({
  meta: { name: 'formats', description: 'List the formats that can be read and written.' },
  run({ rawArgs }) {
    const [extra] = positionals(rawArgs, {});
    if (extra !== undefined) throw new UsageError(`formats takes no arguments, got "${extra}".`);
    const lines = [
      'Read (detected by content):',
      ...listed(IMPORT_FORMATS),
      '',
      'Written by convert --to:',
      ...listed(EXPORT_FORMATS),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  },
});

function listed(all: readonly { readonly name: string; readonly description: string }[]): string[] {
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`);
}
