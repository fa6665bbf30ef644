import ImportWorker from './import.worker.ts?worker';
import { wrap, type Remote } from 'comlink';
import type { Imported } from '../../../history/index.ts';
import { sentenceOf } from '../shell/messages.svelte.ts';
import type { Importer } from './import.worker.ts';

/** What became of one file. */
export type ReadFile =
  { readonly file: File; readonly imported: Imported } | { readonly file: File; readonly error: string };

/** Reads files one after another in a worker. */
export class FileReader {
  /** The name of the file being read, or null. */
  current = $state<string | null>(null);
  #worker: Worker | null = null;
  #importer: Remote<Importer> | null = null;
  #cancel: (() => void) | null = null;

  /** One result per file, in their order; a bad file spoils no other. Ends early when cancelled. */
  async *read(files: readonly File[]): AsyncGenerator<ReadFile> {
    for (const file of files) {
      this.current = file.name;
      const cancelled = new Promise<null>((resolve) => (this.#cancel = () => resolve(null)));
      try {
        const imported = await Promise.race([this.#connect().read(file), cancelled]);
        if (imported === null) return;
        yield { file, imported };
      } catch (error) {
        yield { file, error: sentenceOf(error) };
      } finally {
        this.current = null;
      }
    }
  }

  /** Ends the reading under way; a worker in the middle of a file can only be ended whole. */
  cancel(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#importer = null;
    this.#cancel?.();
  }

  #connect(): Remote<Importer> {
    this.#worker ??= new ImportWorker();
    this.#importer ??= wrap<Importer>(this.#worker);
    return this.#importer;
  }
}
