/** What the system says with a code, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'there is no room left',
  EROFS: 'nothing can be written there',
  EAGAIN: 'it has nothing to read now',
  EMFILE: 'too many files are open',
  EPIPE: 'nobody reads it',
  ENXIO: 'nothing can be written to it',
  EINVAL: 'the system does not take it',
  EIO: 'the device does not take it',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'it grew larger than files may be',
  EDQUOT: 'there is no room left for you',
};

/** The system's own code of an error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why something could not be read or written, as a clause. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** An error as a sentence: one of the system names its path and says why in words. */
export function sentenceOf(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof Error && 'path' in error && code in REASONS) {
    return `"${String(error.path)}" cannot be used: ${REASONS[code]!}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
