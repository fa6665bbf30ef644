import type { ExampleRuns } from '../experiments/example-runs.ts';
import type { RunLibrary } from '../experiments/library.svelte.ts';
import type { Experiments } from '../experiments/named/experiments.svelte.ts';
import type { SavedRuns } from '../experiments/saved-runs.svelte.ts';
import type { ImportReader } from '../files/import-reader.svelte.ts';
import type { Imports } from '../files/imports.svelte.ts';
import type { Models } from '../networks/models/models.svelte.ts';
import { afterPicture } from '../train/running/after-picture.ts';
import type { Training } from '../train/running/training.svelte.ts';
import type { KeyStorage } from './fallbacks/storage.ts';
import { lazy } from './lazy.ts';
import type { Address } from './link/address.svelte.ts';
import { sentenceOf, type Messages } from './messages.svelte.ts';
import { beginsTour, noteTour } from './tour/first-visit.ts';

interface VisitOptions {
  readonly storage: KeyStorage;
  readonly location: Location;
  /** Whether the address names files that are served. They are read at each visit: stored as well, they would appear twice. */
  readonly isServed: boolean;
  readonly address: Address;
  readonly library: RunLibrary;
  readonly saved: SavedRuns;
  readonly example: ExampleRuns;
  readonly models: Models;
  readonly experiments: Experiments;
  readonly training: Training;
  readonly reader: ImportReader;
  readonly imports: Imports;
  readonly messages: Messages;
}

const loadOffline = lazy('The code that works offline', () => import('../offline/start-offline.ts'));
const loadServedFiles = lazy('The code that opens served files', () => import('../files/served-files.ts'));

/** What happens when the page is opened, step by step. */
export class Visit {
  readonly #options: VisitOptions;
  /** Whether the runs of the last visit are loaded. */
  isOpen = $state(false);
  #tour = $state.raw<'none' | 'first visit' | 'asked for'>('none');

  constructor(options: VisitOptions) {
    this.#options = options;
  }

  /** The tour of a first visit ends when a person has runs of their own. */
  get isTouring(): boolean {
    return this.#tour === 'asked for' || (this.#tour === 'first visit' && this.#options.library.isExample);
  }

  startTour(): void {
    this.#showTour('asked for');
  }

  endTour(): void {
    this.#tour = 'none';
  }

  /** Loads the stored runs, else the example, then networks and experiments, and resumes an interrupted training. */
  async open(): Promise<void> {
    const { storage, location, isServed, address, library, saved, example } = this.#options;
    const { models, experiments, messages } = this.#options;
    const { hash } = location;
    address.follow();
    // At a first visit the example does not wait for the store, which is empty.
    const isFirst = !isServed && hash.length <= 1 && !saved.areExpected;
    const shown = isFirst ? example.showPlaceholder() : Promise.resolve();
    if (isServed) await this.#openServed();
    else await saved.load();
    await shown;
    // Files may have been opened in the meantime.
    if (library.history.runs.length === 0) await example.showPlaceholder();
    this.isOpen = true;
    if (beginsTour(storage, { hash, isExample: library.isExample })) this.#showTour('first visit');
    afterPicture(() => void this.#prepareOffline());
    await models.open().catch((error: unknown) => {
      messages.error(`The networks of the last visit could not be loaded: ${sentenceOf(error)}`);
    });
    await experiments.open();
    await this.#resumeTraining();
  }

  #showTour(why: 'first visit' | 'asked for'): void {
    noteTour(this.#options.storage);
    this.#tour = why;
  }

  /** Without a network at this visit, the next one tries again. */
  async #prepareOffline(): Promise<void> {
    const offline = await loadOffline().catch(() => null);
    offline?.startOffline(this.#options.imports, this.#options.messages);
  }

  /** Opens the files named on the command line that serves this page. */
  async #openServed(): Promise<void> {
    const { location, reader, imports, messages } = this.#options;
    try {
      const { servedFiles } = await loadServedFiles();
      let isAsked = false;
      const served = await reader.display((signal, advance) =>
        servedFiles(location, {
          signal,
          onProgress(progress) {
            isAsked = true;
            advance(progress);
          },
        }),
      );
      if (served === null) {
        if (isAsked) messages.notice('Cancelled: the files named on the command line were not opened.');
        return;
      }
      await imports.open(served);
      if (served.isWatched) imports.follower.start();
    } catch (error) {
      messages.error(sentenceOf(error));
    }
  }

  /** Resumes training that the last visit left unfinished. */
  async #resumeTraining(): Promise<void> {
    const { training, messages } = this.#options;
    try {
      await training.resumeUnfinished();
    } catch (error) {
      messages.error(`The training of the last visit could not be resumed: ${sentenceOf(error)}`);
    }
  }
}
