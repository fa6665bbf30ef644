import type { TextCell, TextTable } from './text-table.ts';

/**
 * Returns a table in GitHub's Markdown, with the best values in bold. A missing cell is empty, a cell that is not
 * applicable is `--`.
 */
export function writeMarkdown(table: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const count = table[0]?.cells.length ?? 0;
  const head = line(table.map(({ name }) => escapeMarkdown(name)));
  const rule = line(table.map(({ isNumber }) => (isNumber ? '---:' : '---')));
  const rows = Array.from({ length: count }, (_, row) =>
    line(table.map(({ cells }) => cellText(cells[row]!))),
  );
  return [head, rule, ...rows].join('');
}

function cellText({ kind, text, isBest }: TextCell): string {
  if (kind === 'missing') return '';
  if (kind === 'notApplicable') return '--';
  if (kind === 'text') return escapeMarkdown(text);
  return isBest ? `**${text}**` : text;
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
