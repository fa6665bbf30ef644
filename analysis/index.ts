/** What the numbers say: facts about tables, as data. Every other room imports analysis through this file. */
export type { Condition, FilterError, Place } from './filter/ast.ts';
export { checkFilter } from './filter/check.ts';
export { evaluateFilter } from './filter/evaluate.ts';
export type { EvaluateResult } from './filter/evaluate.ts';
export { parseFilter } from './filter/parse.ts';
export type { ParseResult } from './filter/parse.ts';
export { printFilter } from './filter/print.ts';
export { correctedTTest, holmAdjust } from './verdict/corrected-t-test.ts';
export type { PairedTest } from './verdict/corrected-t-test.ts';
export { compareToBest, effectSize } from './verdict/verdict.ts';
export type { Contender, Verdict, VerdictOptions } from './verdict/verdict.ts';
