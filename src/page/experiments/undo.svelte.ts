import type { PlotState } from '../../../viz/index.ts';
import { sentenceOf, type Messages } from '../shell/messages.svelte.ts';
import type { Act } from './acts.ts';
import type { RunLibrary } from './library.svelte.ts';
import type { Unit } from './units.ts';

interface UndoParams {
  readonly plot: Pick<PlotState, 'undo' | 'redo' | 'canUndo' | 'canRedo' | 'viewPosition'>;
  readonly library: RunLibrary;
  /** Reads a removed unit that is no longer in memory. */
  readonly read: (key: string) => Promise<Unit>;
  readonly messages: Messages;
}

/** Undo and redo of changes of the view and acts on runs in one sequence, the latest first. */
export class Undo {
  readonly #params: UndoParams;
  /** The position of the view at which each act was done or undone. Acts of earlier visits come before its changes. */
  #positions = $state.raw<Readonly<Record<string, number>>>({});
  /** The message that offers to undo an act, by the act's id. */
  readonly #offers: Record<string, number> = {};
  /** Acts are undone one after another: units may have to be read. */
  #pending: Promise<void> = Promise.resolve();

  constructor(params: UndoParams) {
    this.#params = params;
  }

  get canUndo(): boolean {
    return this.#params.plot.canUndo || this.#params.library.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#params.plot.canRedo || this.#params.library.future.length > 0;
  }

  /** The label of the next act to undo, for a tooltip; null for a change of the view. */
  get label(): string | null {
    return this.nextAct?.label ?? null;
  }

  /** The act to undo next; null if it is a change of the view, or nothing. */
  get nextAct(): Act | null {
    const { plot, library } = this.#params;
    const act = library.past.at(-1);
    const isLatest = act && (!plot.canUndo || plot.viewPosition <= this.#positionOf(act));
    return isLatest ? act : null;
  }

  /** The act to redo next; null if it is a change of the view, or nothing. */
  get nextRedo(): Act | null {
    const { plot, library } = this.#params;
    const act = library.future.at(-1);
    return act && (!plot.canRedo || plot.viewPosition >= this.#positionOf(act)) ? act : null;
  }

  /** Records the position of an act among the changes of the view. */
  note({ id }: Act, isUndone: boolean): void {
    this.#positions = { ...this.#positions, [id]: this.#params.plot.viewPosition };
    if (isUndone) this.#params.messages.dismiss(this.#offers[id] ?? -1);
  }

  /** Performs a change of the runs and shows a message, with an Undo button if there is something to undo. */
  announce(act: () => void, text: string, details: readonly string[] = []): void {
    const { library, messages } = this.#params;
    const before = library.past.at(-1);
    act();
    const done = library.past.at(-1);
    if (!done || done === before) {
      messages.notice(text, details);
      return;
    }
    this.#offers[done.id] = messages.notice(text, details, {
      label: 'Undo',
      name: 'Undo this',
      run: () => this.undoAct(done.id),
    });
  }

  /** What is undone is decided when all before it is done: two quick calls are two steps. */
  undo(): void {
    this.#run(async (read) => {
      const act = this.nextAct;
      if (act) await this.#params.library.undo(read, act.id);
      else this.#params.plot.undo();
    });
  }

  redo(): void {
    this.#run(async (read) => {
      if (this.nextRedo) await this.#params.library.redo(read);
      else this.#params.plot.redo();
    });
  }

  /** Undoes an act, also one that is not the latest. */
  undoAct(id: string): void {
    this.#run((read) => this.#params.library.undo(read, id));
  }

  #run(task: (read: UndoParams['read']) => Promise<void>): void {
    const { read, messages } = this.#params;
    this.#pending = this.#pending
      .then(() => task(read))
      .catch((error: unknown) => void messages.error(`This cannot be undone: ${sentenceOf(error)}`));
  }

  #positionOf({ id }: Act): number {
    return this.#positions[id] ?? -Infinity;
  }
}
