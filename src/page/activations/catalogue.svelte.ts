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

  /** The user-defined activations. */
  get own(): readonly CustomActivation[] {
    return this.#own;
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
    else if (!isSame(other, custom)) {
      throw new Error(
        `name: there is another "${custom.name}", f(x) = ${other.formula}; choose another name, or remove that one`,
      );
    }
  }

  /**
   * Adds activations that come with a link. One whose name is taken by another gets a new name; an invalid one is left out.
   *
   * @returns the new names by those in the link, and a sentence for each that was added or left out
   */
  adopt(customs: readonly CustomActivation[]): Adoption {
    const names: (readonly [string, string])[] = [];
    const sentences: string[] = [];
    for (const custom of customs) {
      if (this.#own.some((other) => isSame(other, custom))) continue;
      const name = this.#freeName(custom);
      const wasThere = this.#own.some((other) => isSame(other, { ...custom, name }));
      try {
        this.add({ ...custom, name });
      } catch (error) {
        sentences.push(`The link’s activation "${custom.name}" was left out: ${(error as Error).message}.`);
        continue;
      }
      names.push([custom.name, name]);
      if (wasThere) continue;
      const added = `f(x) = ${custom.formula}`;
      sentences.push(
        name === custom.name
          ? `The activation "${name}" of the link was added: ${added}.`
          : `The activation "${custom.name}" of the link was added as "${name}", since there is another "${custom.name}": ${added}.`,
      );
    }
    return { names, sentences };
  }

  /** The name of the activation or, if another has it, the first free one with a number: `mine_2`. */
  #freeName(custom: CustomActivation): string {
    const isFree = (name: string) =>
      !activationNames.some((each) => each === name) &&
      this.#own.every((other) => other.name !== name || isSame(other, { ...custom, name }));
    let name = custom.name;
    for (let number = 2; !isFree(name); number++) name = `${custom.name}_${String(number)}`;
    return name;
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

/** What became of the activations of a link. */
export interface Adoption {
  /** The new names by those in the link. */
  readonly names: readonly (readonly [before: string, now: string])[];
  readonly sentences: readonly string[];
}

function isSame(a: CustomActivation, b: CustomActivation): boolean {
  return a.name === b.name && a.formula === b.formula && a.derivative === b.derivative;
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
