import {
  FORMAT_VERSION,
  type ColumnChoice,
  type ColumnGuess,
  type ImportedFiles,
} from '../../../history/index.ts';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import { describeImport } from './describe-import.ts';
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

/** Formats that any table has, whatever it is. */
const ANY_TABLE = ['csv', 'records'];

/** Below this confidence the columns dialog opens. */
const SURE = 0.55;

/** A larger table is not read a second time only to ask; who will may still choose what its columns are. */
const MAX_ASKED = 2 ** 25;

/** The import of no files. */
const NOTHING: ImportedFiles = {
  history: { version: FORMAT_VERSION, runs: [] },
  files: [],
  isComplete: true,
};

interface TakeOptions {
  /** Ids of the runs that the imported ones replace. */
  readonly replaced?: readonly string[];
  readonly unreadable?: readonly UnreadableFile[];
}

/** Brings files into the library, says what became of them, and asks where a table does not tell. */
export class Imports {
  /** The table that is asked about. */
  asked = $state.raw<AskedTable | null>(null);
  /** The last table that was read, so that its columns may be chosen after all. */
  lastTable = $state.raw<File | null>(null);
  readonly follower: FolderFollower;
  /** What the runs that were read last are called in the library. */
  #ids: () => Ids = () => NO_IDS;

  constructor(
    private readonly library: RunLibrary,
    private readonly reader: ImportReader,
    private readonly messages: Messages,
    /** Does something to the library and says so. */
    private readonly announce: (act: () => void, text: string, details: readonly string[]) => void,
  ) {
    this.follower = new FolderFollower({
      read: (files, again) => this.reader.read(files, again),
      update: ({ history }) => (this.#ids = this.library.update(history, this.#ids())),
    });
  }

  /** Imports the files that can be read and names the others. */
  async open(given: GivenFiles): Promise<void> {
    const { files, unreadable, folder } = given;
    if (files.length + unreadable.length === 0) {
      this.messages.error(folder ? `${folder.name}: the folder is empty.` : 'There are no files in it.');
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
        // Beside unreadable files a table is not alone: no dialog would name them.
        unreadable.length === 0 &&
        (await this.#asks(
          files.map(({ file }) => file),
          imported,
        ))
      )
        return;
      this.#take(imported, name, { unreadable });
    } catch (error) {
      this.messages.error(`${name}: ${sentenceOf(error)}`);
    }
    if (folder) this.follower.offer(folder, files);
  }

  /** Asks what the columns of the table are. */
  async ask(file: File): Promise<void> {
    try {
      const { length, guesses } = await this.reader.open(file);
      this.asked = { file, length, guesses };
    } catch (error) {
      this.messages.error(sentenceOf(error));
    }
  }

  /** Adds the runs of the table that was asked about. */
  async answer(choices: readonly ColumnChoice[]): Promise<void> {
    if (!this.asked) return;
    const { file } = this.asked;
    this.asked = null;
    try {
      const { history, format, notes } = await this.reader.readTable(file, choices);
      // What was guessed of this table gives way to what was chosen.
      const guessed = file === this.lastTable ? [...this.#ids().values()] : [];
      this.lastTable = file;
      const runs = history.runs.map(({ id }) => id);
      const report = { path: file.name, files: [file.name], outcome: 'taken', format, runs, notes } as const;
      this.#take({ history, files: [report], isComplete: true }, file.name, { replaced: guessed });
    } catch (error) {
      this.messages.error(sentenceOf(error));
    }
  }

  /** Whether a lone table leaves too much open; then its columns are asked for before its runs are taken. */
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

  /** Adds the runs in place of `replaced` and reports what was imported. */
  #take(imported: ImportedFiles, name: string, { replaced = [], unreadable = [] }: TakeOptions = {}): void {
    const { library, messages } = this;
    const { history, known } = library.newOf(imported.history);
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
    if (notice) this.announce(add, notice.text, notice.details);
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
