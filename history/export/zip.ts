import { Zip, ZipDeflate } from 'fflate';
import { bytesOfContent } from './types.ts';
import type { ExportedFile } from './types.ts';

/** Modification time of all files: the earliest that zip can represent, so that the archive depends on its files alone. */
const TIME = '1980-01-01T00:00:00';

/** Yields a zip archive of the files of an export as chunks of bytes. */
export function* zipFiles(files: readonly ExportedFile[]): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const takeReady = () => {
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
      yield* takeReady();
    }
    file.push(new Uint8Array(), true);
    yield* takeReady();
  }
  zip.end();
  yield* takeReady();
}
