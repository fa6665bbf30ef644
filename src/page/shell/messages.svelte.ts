export interface MessageAction {
  readonly label: string;
  /** The accessible name, where several buttons may have the same label. */
  readonly name?: string;
  readonly run: () => unknown;
}

export interface Message {
  readonly id: number;
  readonly tone: 'error' | 'notice';
  /** What happened, as plain text. */
  readonly text: string;
  /** Further sentences, shown on demand. */
  readonly details: readonly string[];
  /** An action such as undo. Choosing it closes the message. */
  readonly action: MessageAction | null;
}

/** More messages would cover the page. */
const MAX_MESSAGES = 6;

/**
 * The page's messages. They stay until they are dismissed; of too many the oldest notices are removed, and errors only
 * where there is nothing else.
 */
export class Messages {
  all = $state.raw<readonly Message[]>([]);
  #next = 0;

  /** Returns the id of the message. */
  error(text: string, details: readonly string[] = [], action: MessageAction | null = null): number {
    return this.#add({ tone: 'error', text, details, action });
  }

  /** Returns the id of the message. */
  notice(text: string, details: readonly string[] = [], action: MessageAction | null = null): number {
    return this.#add({ tone: 'notice', text, details, action });
  }

  dismiss(id: number): void {
    this.all = this.all.filter((message) => message.id !== id);
  }

  #add(message: Omit<Message, 'id'>): number {
    const repeated = this.all.filter((other) => other.text !== message.text);
    const all = [...repeated, { ...message, id: this.#next }];
    while (all.length > MAX_MESSAGES) {
      const notice = all.slice(0, -1).findIndex(({ tone }) => tone === 'notice');
      all.splice(Math.max(0, notice), 1);
    }
    this.all = all;
    return this.#next++;
  }
}

/** The message of anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
