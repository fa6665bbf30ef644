/** What is wrong with a formula, and where: `position` counts characters from 1. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';

  constructor(
    readonly position: number,
    readonly problem: string,
    /** Which formula, where there are two. */
    readonly part: 'formula' | 'derivative' = 'formula',
  ) {
    super(`${part}, at ${String(position)}: ${problem}`);
  }
}
