import type { Column } from '../../history/index.ts';
import { FUNCTIONS } from './ast.ts';
import { findColumn, isBoolean, isDates } from './find-column.ts';
import { tokenize, type Token } from './tokens.ts';
import { isReserved, quoteName, quoteText } from './words.ts';

export interface Suggestion {
  /** The displayed text. */
  readonly label: string;
  /** The text that replaces the range of the completion. */
  readonly insert: string;
  readonly kind: 'column' | 'value' | 'function' | 'operator' | 'keyword';
}

export interface Completion {
  /** The range that a suggestion replaces: the word or text at the caret, possibly empty. */
  readonly start: number;
  readonly end: number;
  /** Best first: suggestions that begin with the typed text precede those that contain it. */
  readonly suggestions: readonly Suggestion[];
}

const MAX_SUGGESTIONS = 50;

const STATES = ['missing', 'not missing', 'nan', 'not nan', 'inf', '-inf', 'finite', 'not applicable'];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];

/**
 * Suggests continuations at `caret` of a filter, which can be incomplete: columns and functions where a value is expected,
 * values of a categorical column in a comparison or list, operators after a value, `and` and `or` after a condition.
 * Never throws.
 */
export function completeFilter(text: string, caret: number, columns: readonly Column[]): Completion {
  const at = Math.max(0, Math.min(caret, text.length));
  const { before, start, end, typed } = wordAround(text, at);
  const wanted = typed.toLowerCase();
  const quote = text[start] ?? '';
  const ranked = suggestionsAfter(before, columns)
    .filter(({ kind }) => start === end || fitsQuote(kind, quote))
    .map((suggestion) => ({ suggestion, rank: suggestion.label.toLowerCase().indexOf(wanted) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => Math.min(a.rank, 1) - Math.min(b.rank, 1));
  return { start, end, suggestions: ranked.slice(0, MAX_SUGGESTIONS).map(({ suggestion }) => suggestion) };
}

/** Whether a suggestion of this kind can replace a token that begins with this character. */
function fitsQuote(kind: Suggestion['kind'], first: string): boolean {
  if (first === '`') return kind === 'column';
  return (first !== '"' && first !== "'") || kind === 'value';
}

/** The tokens before the word at the caret, the range of that word, and its content up to the caret. */
function wordAround(
  text: string,
  at: number,
): { before: Token[]; start: number; end: number; typed: string } {
  const { tokens, error } = tokenize(text);
  const current = tokens.find(
    ({ kind, start, end }) => kind !== 'end' && kind !== 'symbol' && start < at && at <= end,
  );
  const isOpen =
    current === undefined && error !== null && error.start < at && /["'`]/.test(text[error.start]!);
  const start = current?.start ?? (isOpen ? error.start : at);
  // A text without a closing quote extends to the end; the part after the caret is kept.
  const end = current?.end ?? at;
  return {
    before: tokens.filter((token) => token.kind !== 'end' && token.end <= start),
    start,
    end,
    typed: text
      .slice(start, at)
      .replace(/^["'`]/, '')
      .replace(/["'`]$/, ''),
  };
}

/** An open parenthesis: a group of conditions, the operands of a function, or a list of values. */
interface Frame {
  readonly kind: 'group' | 'call' | 'list';
  /** The column on the left side of the current condition, or the last column. */
  column: Column | undefined;
  /** Whether the current condition already has a comparison. */
  isCompared: boolean;
}

/** Determines what can follow the tokens. */
function suggestionsAfter(tokens: readonly Token[], columns: readonly Column[]): Suggestion[] {
  const frames: Frame[] = [newFrame('group')];
  let expected: 'value' | 'operator' | 'state' | 'text' = 'value';
  for (const [index, token] of tokens.entries()) {
    const frame = frames.at(-1)!;
    const word = token.kind === 'word' ? token.text.toLowerCase() : token.text;
    if (token.kind === 'symbol' && word === '(') {
      const previous = tokens[index - 1];
      const isList = previous?.kind === 'word' && previous.text.toLowerCase() === 'in';
      const isCall = previous?.kind === 'word' && !isReserved(previous.text);
      frames.push(newFrame(isList ? 'list' : isCall ? 'call' : 'group', isList ? frame.column : undefined));
      expected = 'value';
    } else if (token.kind === 'symbol' && word === ')') {
      const closed = frames.length > 1 ? frames.pop()! : frame;
      if (closed.kind === 'group') frames.at(-1)!.isCompared ||= closed.isCompared;
      expected = 'operator';
    } else if (['and', 'or', '&&', '||', 'not', '!'].includes(word) && token.kind !== 'text') {
      if (expected === 'state') continue;
      if (word !== 'not' || expected === 'value') Object.assign(frame, newFrame(frame.kind));
      expected = 'value';
    } else if (token.kind === 'symbol') {
      if (/[=<>]/.test(word)) frame.isCompared = true;
      expected = 'value';
    } else if (token.kind === 'word' && (word === 'in' || word === 'is')) {
      frame.isCompared = true;
      expected = word === 'is' ? 'state' : 'value';
    } else if (token.kind === 'word' && ['contains', 'starts', 'ends', 'with'].includes(word)) {
      frame.isCompared = true;
      expected = 'text';
    } else {
      if (token.kind === 'name' || (token.kind === 'word' && !isReserved(word))) {
        frame.column = findColumn(columns, token.text);
      }
      expected = 'operator';
    }
  }
  const frame = frames.at(-1)!;
  if (expected === 'text') return [];
  if (expected === 'state') return stateSuggestions(tokens.at(-1)!.text.toLowerCase() === 'not');
  return expected === 'value' ? valueSuggestions(frame, columns) : operatorSuggestions(frame);
}

function newFrame(kind: Frame['kind'], column?: Column): Frame {
  return { kind, column, isCompared: false };
}

/** The states that can follow `is` or `is not`. */
function stateSuggestions(isNegated: boolean): Suggestion[] {
  if (!isNegated) return STATES.map(keyword);
  return [...STATES.filter((state) => !state.startsWith('not ')), 'applicable'].map(keyword);
}

function valueSuggestions(frame: Frame, columns: readonly Column[]): Suggestion[] {
  const { kind, column, isCompared } = frame;
  const values =
    column?.kind === 'category' && (kind === 'list' || isCompared)
      ? column.categories.map((value): Suggestion => {
          const insert = isBoolean(column) ? value : quoteText(value);
          return { label: value, insert, kind: 'value' };
        })
      : [];
  if (kind === 'list') return values;
  const names = columns.map(({ name }): Suggestion => ({
    label: name,
    insert: quoteName(name),
    kind: 'column',
  }));
  const functions = Object.keys(FUNCTIONS).map((name): Suggestion => ({
    label: name,
    insert: `${name}(`,
    kind: 'function',
  }));
  return [...values, ...names, ...functions, ...(kind === 'group' && !isCompared ? [keyword('not')] : [])];
}

function operatorSuggestions({ kind, column, isCompared }: Frame): Suggestion[] {
  if (kind === 'list' || kind === 'call') return [operator(','), operator(')')];
  if (isCompared) return [keyword('and'), keyword('or')];
  const isText = column?.kind === 'category' && !isDates(column);
  const comparisons = (isText ? ['==', '!='] : COMPARISONS).map(operator);
  const words = ['in', 'not in', 'is', ...(isText ? ['contains', 'starts with', 'ends with'] : [])];
  const joins = column !== undefined && isBoolean(column) ? ['and', 'or'] : [];
  return [...comparisons, ...[...words, ...joins].map(keyword)];
}

function keyword(label: string): Suggestion {
  return { label, insert: label === 'in' || label === 'not in' ? `${label} (` : label, kind: 'keyword' };
}

function operator(label: string): Suggestion {
  return { label, insert: label, kind: 'operator' };
}
