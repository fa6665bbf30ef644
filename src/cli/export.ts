import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { importFiles, LongText, type ImportedFiles } from '../../history/index.ts';
import { ONE_FILE_TEMPLATE, writeOneFile } from '../shared/one-file/content.ts';
import {
  describeShared,
  sharedDetails,
  withhold,
  WITHHELD,
  type Withheld,
} from '../shared/one-file/withhold.ts';
import { readInputs } from './files/input.ts';
import { checkOutput, writeOutput } from './files/output.ts';
import { isBad, linesOfAll } from './inspect.ts';
import { findPage } from './page/find-page.ts';
import { didYouMean } from './suggest.ts';
import { terminalText } from './terminal-text.ts';
import { EXIT, positionals, UsageError } from './usage.ts';

const args = {
  inputs: {
    type: 'positional',
    description: 'Files, folders, zip archives, or - for standard input',
    required: false,
  },
  html: {
    type: 'string',
    description:
      'The page with these runs as one HTML file, which opens without a server or network; - for standard output',
    valueHint: 'FILE',
  },
  view: {
    type: 'string',
    description: 'A link to the page, or its part after #, with the view to show',
    valueHint: 'LINK',
  },
  without: {
    type: 'string',
    description: `What to leave out: ${WITHHELD.join(', ')}, separated by commas`,
    valueHint: 'LIST',
  },
  force: { type: 'boolean', alias: 'f', description: 'Overwrite existing files' },
  quiet: { type: 'boolean', alias: 'q', description: 'Print only why a file could not be read' },
} as const;

/** `heddle export`: what people read rather than programs. Messages go to standard error. */
export const exportCommand = defineCommand({
  meta: { name: 'export', description: 'Save runs for people: as a page in one file.' },
  args,
  async run({ rawArgs, args: { html, view, without, force, quiet } }) {
    const inputs = positionals(rawArgs, args);
    if (html === undefined) throw new UsageError('No output given: use --html with a file.');
    const withheld = withheldOf(without);
    await checkOutput(html, force ?? false);
    const page = findPage();
    if (page === null) throw new Error('The page is not built: run "npm run build" first.');
    const imported = await importFiles(await readInputs(inputs, process.stdin));
    report(imported, quiet ?? false);
    if (imported.history.runs.length === 0) return;
    const template = await readFile(join(page, ONE_FILE_TEMPLATE), 'utf8');
    if (!(quiet ?? false))
      console.error(terminalText(describeShared(sharedDetails(imported.history), withheld)));
    const shown = { history: imported.history, view: hashOf(view ?? '') };
    const content = await writeOneFile(template, withhold(shown, withheld));
    const written = await writeOutput(
      [{ path: html, content: new LongText(() => [content]) }],
      html,
      process.stdout,
      force ?? false,
    );
    if (!(quiet ?? false)) for (const path of written) console.error(`Wrote ${terminalText(path)}.`);
  },
});

function report(imported: ImportedFiles, isQuiet: boolean): void {
  const reports = imported.files.filter(({ outcome }) => !isQuiet || outcome === 'failed');
  for (const line of linesOfAll(reports)) console.error(line);
  if (isBad(imported)) process.exitCode = EXIT.failed;
  if (imported.history.runs.length > 0) return;
  console.error(imported.files.length === 0 ? 'There are no files to read.' : 'There are no runs to write.');
  process.exitCode = EXIT.failed;
}

/** The part of a link after its first `#`; a text without one is that part already. */
function hashOf(link: string): string {
  return link.slice(link.indexOf('#') + 1);
}

function withheldOf(text: string | undefined): ReadonlySet<Withheld> {
  const parts = (text ?? '').split(',').filter((part) => part !== '');
  return new Set(
    parts.map((part) => {
      const found = WITHHELD.find((name) => name === part);
      if (found === undefined)
        throw new UsageError(
          `--without: expected ${WITHHELD.join(', ')}, got "${part}".${didYouMean(part, WITHHELD)}`,
        );
      return found;
    }),
  );
}
