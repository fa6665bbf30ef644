/**
 * A history is invalid. The message is one line with the path and the value:
 * `runs[3].records[7].valid_loss: expected a number, got "abc"`.
 */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}
