import type { SignificanceNote } from './significance.ts';
import type { TextCell, TextTable } from './text-table.ts';

/**
 * Returns a `tabular` with the rules of the package booktabs, and the best values in bold. A missing cell is empty, a cell
 * that is not applicable is an en dash. Below it a note says what † and * mean, if values have them.
 */
export function writeLatex(table: TextTable, note: SignificanceNote | null = null): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\\n`;
  const count = table[0]?.cells.length ?? 0;
  return [
    `\\begin{tabular}{${table.map(({ isNumber }) => (isNumber ? 'r' : 'l')).join('')}}\n`,
    '  \\toprule\n',
    line(table.map(({ name }) => escapeLatex(name))),
    '  \\midrule\n',
    ...Array.from({ length: count }, (_, row) => line(table.map(({ cells }) => cellText(cells[row]!)))),
    '  \\bottomrule\n',
    '\\end{tabular}\n',
    ...(note === null ? [] : [noteText(note)]),
  ].join('');
}

const MARKS = { best: '', equal: '$^{\\dagger}$', worse: '$^{*}$', undecided: '' } as const;

function noteText({ best, equal, worse, rest }: SignificanceNote): string {
  const parts = [
    `Bold: ${escapeLatex(best)}.`,
    `${MARKS.equal} ${escapeLatex(equal)}.`,
    `${MARKS.worse} ${escapeLatex(worse)}.`,
    escapeLatex(rest),
  ];
  return `\\par\\smallskip{\\noindent\\footnotesize ${parts.join(' ')}\\par}\n`;
}

function cellText({ kind, text, isBest, mark }: TextCell): string {
  if (kind === 'missing') return '';
  if (kind === 'notApplicable') return '--';
  if (kind === 'text') return escapeLatex(text);
  const [value = '', spread] = text.split(' ± ').map(writeNumber);
  const marked = isBest ? `\\textbf{${value}}` : value;
  const whole = spread === undefined ? marked : `${marked} $\\pm$ ${spread}`;
  return mark === null ? whole : whole + MARKS[mark];
}

/** A number as it is shown, with signs and powers of ten in mathematics. */
function writeNumber(text: string): string {
  if (text === '+∞') return '$\\infty$';
  if (text === '−∞') return '$-\\infty$';
  const [mantissa = '', exponent] = text.replaceAll('−', '-').split('e');
  if (exponent !== undefined) return `$${mantissa} \\times 10^{${exponent}}$`;
  return mantissa.startsWith('-') ? `$${mantissa}$` : mantissa;
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // After a line break these would be read as its argument or its star.
  '[': '{[}',
  '*': '{*}',
  // Two hyphens would be joined to a dash.
  '-': '-{}',
};

const SPECIAL = /[\\~^<>|[*{}_%&#$]|-(?=-)/g;

/** Escapes text for the body of a LaTeX document. Line breaks become spaces. */
export function escapeLatex(text: string): string {
  return text
    .replace(/\r\n|[\r\n]/g, ' ')
    .replace(SPECIAL, (character) => COMMANDS[character] ?? `\\${character}`);
}
