/** An invalid formula. `position` is the character at fault, counted from 1. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';

  constructor(
    readonly position: number,
    readonly problem: string,
    /** Which of the two formulas is at fault. */
    readonly part: 'formula' | 'derivative' = 'formula',
  ) {
    super(`${part}, at ${String(position)}: ${problem}`);
  }
}
