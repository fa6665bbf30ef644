/**
 * Thrown if quotes or line ends do not conform to RFC 4180, which papaparse then handles, or if bytes are not text.
 */
export class NonStandardCsvError extends Error {
  override readonly name = 'NonStandardCsvError';
}
