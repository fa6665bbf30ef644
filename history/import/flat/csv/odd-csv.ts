/**
 * Thrown where quotes or line ends stand as RFC 4180 does not have them, which papaparse knows how to take, and where
 * bytes are no text.
 */
export class OddCsv extends Error {
  override readonly name = 'OddCsv';
}
