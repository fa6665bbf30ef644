import {
  activationNames,
  activations,
  checkDerivative,
  parseConfig,
  resolveActivation,
  type Activation,
  type ActivationChoice,
  type CustomActivation,
} from '../../../trainer/index.ts';
import type { KeyStorage } from '../shell/fallbacks/storage.ts';

const KEY = 'heddle-activations';

/** The activations that can be shown and trained: the trainer's and user-defined ones. */
export class ActivationCatalogue {
  #own = $state.raw<readonly CustomActivation[]>([]);
  readonly all: readonly Activation[] = $derived([
    ...Object.values(activations),
    ...this.#own.map(resolveActivation),
  ]);

  constructor(private readonly storage: Pick<KeyStorage, 'getItem' | 'setItem'>) {
    this.#own = readOwn(storage.getItem(KEY));
  }

  isOwn(name: string): boolean {
    return this.#own.some((custom) => custom.name === name);
  }

  /** Where the given derivative of a user-defined activation is wrong; null if it is right or computed. */
  problemOf(name: string): string | null {
    const custom = this.#own.find((own) => own.name === name);
    if (custom?.derivative === undefined) return null;
    const { wrong, message } = checkDerivative(custom.formula, custom.derivative);
    return wrong.length > 0 ? `f′ is wrong ${message}` : null;
  }

  /**
   * Adds a user-defined activation. It never replaces another of the same name, which runs may have been trained with.
   * @throws {ConfigError} describing what is wrong with its name or a formula, and where
   * @throws {Error} if there is another of that name
   */
  add(custom: CustomActivation): void {
    checkOwn(custom);
    const other = this.#own.find(({ name }) => name === custom.name);
    if (other === undefined) this.#keep([...this.#own, custom]);
    else if (other.formula !== custom.formula || other.derivative !== custom.derivative) {
      throw new Error(
        `name: there is another "${custom.name}", f(x) = ${other.formula}; choose another name, or remove that one`,
      );
    }
  }

  remove(name: string): void {
    this.#keep(this.#own.filter((custom) => custom.name !== name));
  }

  /** The activation of a name in settings; null if it is unknown. */
  choiceOf(name: string): ActivationChoice | null {
    return (
      activationNames.find((each) => each === name) ?? this.#own.find((own) => own.name === name) ?? null
    );
  }

  #keep(own: readonly CustomActivation[]): void {
    this.#own = own;
    this.storage.setItem(KEY, JSON.stringify(own));
  }
}

function checkOwn(custom: CustomActivation): void {
  parseConfig({ activation: custom });
}

/** Reads the stored activations; those that cannot be read are left out. */
function readOwn(text: string | null): CustomActivation[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isOwn) : [];
  } catch {
    return [];
  }
}

function isOwn(value: unknown): value is CustomActivation {
  try {
    checkOwn(value as CustomActivation);
    return typeof value === 'object';
  } catch {
    return false;
  }
}
