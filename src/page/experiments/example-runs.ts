import type { History } from '../../../history/index.ts';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import { loadExample } from './example.ts';
import type { RunLibrary } from './library.svelte.ts';
import type { Undo } from './undo.svelte.ts';

interface ExampleRunsOptions {
  readonly library: RunLibrary;
  readonly undo: Pick<Undo, 'announce'>;
  readonly messages: Messages;
}

/** Shows the example: while there are no other runs, or beside them. */
export class ExampleRuns {
  readonly #options: ExampleRunsOptions;

  constructor(options: ExampleRunsOptions) {
    this.#options = options;
  }

  /** Shows the example until there are other runs. */
  async showPlaceholder(): Promise<void> {
    const example = await this.#read();
    if (example) this.#options.library.showPlaceholder(example);
  }

  /** Adds the example's runs to the others. */
  async add(): Promise<void> {
    const { library, messages, undo } = this.#options;
    const example = await this.#read();
    if (!example) return;
    if (library.own.runs.length === 0) {
      library.showPlaceholder(example);
      return;
    }
    const { history } = library.newOf(example);
    if (history.runs.length === 0) messages.notice('The example is already open.');
    else
      undo.announce(() => library.add(history, 'Add the example'), 'The example is shown beside your runs.');
  }

  async #read(): Promise<History | null> {
    try {
      return await loadExample();
    } catch (error) {
      this.#options.messages.error(`The example could not be loaded: ${sentenceOf(error)}`);
      return null;
    }
  }
}
