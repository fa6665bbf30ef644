import { Zip, ZipDeflate } from 'fflate';
import { bytesOfContent } from './types.ts';
import type { ExportedFile } from './types.ts';

/** What an archive says of when its files were made: the first moment that it can, so that equal runs give equal files. */
const TIME = '1980-01-01T00:00:00';

/** The files of an export as one zip archive, some bytes at a time. */
export function* zipFiles(files: readonly ExportedFile[]): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for (const { path, content } of files) {
    const file = new ZipDeflate(path);
    file.mtime = TIME;
    zip.add(file);
    for (const bytes of bytesOfContent(content)) {
      file.push(bytes);
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
