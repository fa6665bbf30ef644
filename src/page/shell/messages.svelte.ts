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
  /** What can be done about it, such as to undo it. The message goes when it is chosen. */
  readonly action: MessageAction | null;
}

/** More than this many would hide the page that they speak of; the oldest go first. */
const MOST_MESSAGES = 6;

/** What the page has to say: errors stay until dismissed, notices too, so that nothing is missed. */
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
    this.all = [...repeated, { ...message, id: this.#next }].slice(-MOST_MESSAGES);
    return this.#next++;
  }
}

/** The sentence of anything thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
