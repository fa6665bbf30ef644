import type { SignificanceNote } from './significance.ts';
import type { TextCell, TextTable } from './text-table.ts';

/**
 * Returns a table in GitHub's Markdown, with the best values in bold. A missing cell is empty, a cell that is not
 * applicable is `--`. Below it a note says what † and * mean, if values have them.
 */
export function writeMarkdown(table: TextTable, note: SignificanceNote | null = null): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const count = table[0]?.cells.length ?? 0;
  const head = line(table.map(({ name }) => escapeMarkdown(name)));
  const rule = line(table.map(({ isNumber }) => (isNumber ? '---:' : '---')));
  const rows = Array.from({ length: count }, (_, row) =>
    line(table.map(({ cells }) => cellText(cells[row]!))),
  );
  return [head, rule, ...rows, ...(note === null ? [] : [noteText(note)])].join('');
}

const MARKS = { best: '', equal: ' †', worse: ' \\*', undecided: '' } as const;

function noteText({ best, equal, worse, rest }: SignificanceNote): string {
  const parts = [`**Bold**: ${best}.`, `† ${escapeMarkdown(equal)}.`, `\\* ${worse}.`, rest];
  return `\n${parts.join(' ')}\n`;
}

function cellText({ kind, text, isBest, mark }: TextCell): string {
  if (kind === 'missing') return '';
  if (kind === 'notApplicable') return '--';
  if (kind === 'text') return escapeMarkdown(text);
  const whole = isBest ? `**${text}**` : text;
  return mark === null ? whole : whole + MARKS[mark];
}

/** Escapes text, so that it is neither markup nor HTML nor the end of a cell. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~$#]/g, '\\$&')
    .replace(/\r\n|[\r\n]/g, '<br>')
    .replace(/^--$/, '\\--');
}
