import {
  FORMAT_VERSION,
  type ColumnChoice,
  type ColumnGuess,
  type ImportedFiles,
} from '../../../history/index.ts';
import { tick } from 'svelte';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import { loadImported } from './load-imported.ts';
import type { ImportReader } from './import-reader.svelte.ts';
import { FolderFollower } from './follow.svelte.ts';
import type { RunLibrary } from '../experiments/library.svelte.ts';
import type { GivenFiles, UnreadableFile } from './page-files.ts';
import { NO_IDS, type Ids } from '../experiments/replace-runs.ts';

/** A table that is shown in the columns dialog. */
export interface AskedTable {
  readonly file: File;
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
}

/** Formats of any table. */
const ANY_TABLE = ['csv', 'records'];

/** Below this confidence the columns dialog opens. */
const SURE = 0.55;

/** The maximum size of a table for which the columns dialog opens automatically, in bytes, since that reads it twice. */
const MAX_ASKED = 2 ** 25;

/** The result of importing no files. */
const NOTHING: ImportedFiles = {
  history: { version: FORMAT_VERSION, runs: [] },
  files: [],
  isComplete: true,
};

interface TakeOptions {
  /** The ids of the runs that are replaced. */
  readonly replaced?: readonly string[];
  readonly unreadable?: readonly UnreadableFile[];
}

/** Imports files into the library, reports the result, and opens the columns dialog for ambiguous tables. */
export class Imports {
  /** The table in the columns dialog. */
  asked = $state.raw<AskedTable | null>(null);
  /** The last imported table, whose columns can still be changed. */
  lastTable = $state.raw<File | null>(null);
  readonly follower: FolderFollower;
  /** The ids in the library of the runs of the last import. */
  #ids: () => Ids = () => NO_IDS;

  constructor(
    private readonly library: RunLibrary,
    private readonly reader: ImportReader,
    private readonly messages: Messages,
    /** Performs an undoable action on the library and reports it. */
    private readonly announce: (act: () => void, text: string, details: readonly string[]) => void,
    /** Applies HiPlot's definitions to the plot; returns sentences about what cannot be expressed. */
    private readonly applyDefinitions: (definitions: unknown) => Promise<readonly string[]>,
  ) {
    this.follower = new FolderFollower({
      read: (files, again) => this.reader.read(files, again),
      update: ({ history }) => (this.#ids = this.library.update(history, this.#ids())),
    });
  }

  /** Imports the readable files and reports the others. */
  async open(given: GivenFiles): Promise<void> {
    const { files, unreadable, folder } = given;
    if (files.length + unreadable.length === 0) {
      this.messages.error(folder ? `${folder.name}: the folder is empty.` : 'No files found.');
      return;
    }
    const name = nameOf(given);
    try {
      const imported = files.length > 0 ? await this.reader.read(files) : NOTHING;
      // A worker that is still starting ends the reading before its first file.
      if (imported === null || (!imported.isComplete && imported.files.length === 0)) {
        this.messages.notice(`${name}: cancelled, and none of it was read.`);
        return;
      }
      if (
        // With unreadable files there is no dialog, since it could not report them.
        unreadable.length === 0 &&
        (await this.#asks(
          files.map(({ file }) => file),
          imported,
        ))
      )
        return;
      const areFirst = this.library.own.runs.length === 0;
      await this.#take(imported, name, { unreadable });
      await this.#define(imported, areFirst);
    } catch (error) {
      this.messages.error(`${name}: ${sentenceOf(error)}`);
    }
    if (folder) this.follower.offer(folder, files);
  }

  /** Opens the columns dialog for a table. */
  async ask(file: File): Promise<void> {
    try {
      const { length, guesses } = await this.reader.open(file);
      this.asked = { file, length, guesses };
    } catch (error) {
      this.messages.error(sentenceOf(error));
    }
  }

  /** Imports the table in the columns dialog with the chosen roles. */
  async answer(choices: readonly ColumnChoice[]): Promise<void> {
    if (!this.asked) return;
    const { file } = this.asked;
    this.asked = null;
    try {
      const { history, format, notes } = await this.reader.readTable(file, choices);
      // The runs imported with guessed roles are replaced.
      const guessed = file === this.lastTable ? [...this.#ids().values()] : [];
      this.lastTable = file;
      const runs = history.runs.map(({ id }) => id);
      const report = { path: file.name, files: [file.name], outcome: 'taken', format, runs, notes } as const;
      await this.#take({ history, files: [report], isComplete: true }, file.name, { replaced: guessed });
    } catch (error) {
      this.messages.error(sentenceOf(error));
    }
  }

  /** Applies the definitions of the first file that has some, if these are the first runs on the page. */
  async #define({ files }: ImportedFiles, areFirst: boolean): Promise<void> {
    const [first, ...others] = files.filter(({ definitions }) => definitions !== undefined);
    if (first === undefined) return;
    const leftOut = areFirst ? await this.#applied(first.definitions) : [];
    const unused = areFirst ? others : [first, ...others];
    const kept = unused.map(
      ({ path }) => `The settings for the plot in ${path} are left out, since other runs have others.`,
    );
    const details = [...leftOut, ...kept];
    if (details.length > 0)
      this.messages.notice("Some of HiPlot's settings for the plot are left out.", details);
  }

  async #applied(definitions: unknown): Promise<readonly string[]> {
    // The plot must have the columns.
    await tick();
    return await this.applyDefinitions(definitions);
  }

  /** Whether a single table is too ambiguous to be imported without the columns dialog. */
  async #asks(files: readonly File[], { files: reports }: ImportedFiles): Promise<boolean> {
    const [file, another] = files;
    const isTable = !another && ANY_TABLE.includes(reports[0]?.format ?? '');
    this.lastTable = null;
    if (!isTable) return false;
    if (file!.size > MAX_ASKED) {
      this.lastTable = file!;
      return false;
    }
    const { confidence, length, guesses } = await this.reader.open(file!);
    if (confidence >= SURE || length === 0) {
      this.lastTable = file!;
      return false;
    }
    this.asked = { file: file!, length, guesses };
    return true;
  }

  /** Adds the runs in place of `replaced` and reports the result. */
  async #take(
    imported: ImportedFiles,
    name: string,
    { replaced = [], unreadable = [] }: TakeOptions = {},
  ): Promise<void> {
    const { describeImport, linkReplays } = await loadImported();
    const { library, messages } = this;
    const linked = linkReplays(imported.history, library.own);
    const { history, known } = library.newOf(linked.history);
    const add = () => {
      library.group(replaced.length > 0 ? `Choose the columns of ${name}` : `Open ${name}`, () => {
        library.remove(replaced);
        this.#ids = history.runs.length > 0 ? library.add(history) : () => NO_IDS;
      });
    };
    const taken = describeImport(imported, name, known, unreadable);
    for (const { text, details } of taken.filter(({ tone }) => tone === 'error'))
      messages.error(text, details);
    const notice = taken.find(({ tone }) => tone === 'notice');
    if (notice) this.announce(add, [notice.text, ...linked.sentences].join(' '), notice.details);
    else add();
  }
}

function nameOf({ files, unreadable, folder }: GivenFiles): string {
  const paths = [...files, ...unreadable].map(({ path }) => path);
  if (folder?.name) return folder.name;
  const topOf = (path: string) => path.split('/', 1)[0]!;
  const top = topOf(paths[0] ?? '');
  return paths.every((path) => topOf(path) === top) ? top : `${String(paths.length)} files`;
}
