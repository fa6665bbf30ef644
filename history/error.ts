/**
 * What is wrong in a history, as one line that names the place and the value:
 * `runs[3].records[7].valid_loss: expected a number, got "abc"`.
 */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}
