/** Descriptions of system error codes. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EAGAIN: 'it has nothing to read now',
  EMFILE: 'too many files are open',
  EPIPE: 'its reader has closed it',
  ENXIO: 'nothing can be written to it',
  EINVAL: 'the operation is not supported',
  EIO: 'the device reports an input/output error',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'it exceeds the maximum file size',
  EDQUOT: 'the disk quota is exceeded',
};

/** The system error code; empty if there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The reason for a failed read or write, as a clause. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** An error as a sentence; for a system error, with its path and the reason. */
export function sentenceOf(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof Error && 'path' in error && code in REASONS) {
    return `"${String(error.path)}" cannot be used: ${REASONS[code]!}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
