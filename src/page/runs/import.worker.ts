import { expose } from 'comlink';
import { importFile, type Imported } from '../../../history/index.ts';

/** Reading a large file takes seconds, so it happens here and the page stays responsive. */
const importer = {
  async read(file: File): Promise<Imported> {
    return importFile(new Uint8Array(await file.arrayBuffer()), file.name);
  },
};

export type Importer = typeof importer;

expose(importer);
