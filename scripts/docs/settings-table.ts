import { format } from 'prettier';
import { settingsHelp } from '../../viz/view/settings-help.ts';

const [BEGIN, END] = ['<!-- settings: npm run docs -->', '<!-- end of settings -->'];

/** The README of the plot with a table of all settings between its two markers. Throws if it has no such markers. */
export async function withSettingsTable(readme: string): Promise<string> {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`expected ${BEGIN} and ${END} in the README`);
  const rows = Object.entries(settingsHelp).map(
    ([name, [value, example]]) =>
      `| \`${name}\` | ${value} | ${example.includes('`') ? example : `\`${example}\``} |`,
  );
  const table = ['| setting | value | example |', '| --- | --- | --- |', ...rows].join('\n');
  return format(`${before}${BEGIN}\n\n${table}\n\n${END}${after}`, {
    parser: 'markdown',
    printWidth: 110,
    singleQuote: true,
  });
}
