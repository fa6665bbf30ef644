import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { didYouMean } from './suggest.ts';

/** Exit codes as shells have them. */
export const EXIT = {
  /** A file could not be read, or nothing was there to read. */
  failed: 1,
  /** The call itself is wrong. */
  wrongCall: 2,
  /** Whoever read the output went away: what the signal SIGPIPE would have given. */
  pipe: 141,
} as const;

/** A call that makes no sense, as a full sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What of the arguments is no option, in their order.
 * @throws {UsageError} for an option that the command does not have, or one that lacks its value.
 */
export function positionals(args: readonly string[], options: ArgsDef): string[] {
  const known = Object.entries(options).filter(([, { type }]) => type !== 'positional');
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        known.map(([name, { type, ...others }]) => {
          const short = 'alias' in others && typeof others.alias === 'string' ? { short: others.alias } : {};
          return [name, { type: type === 'boolean' ? ('boolean' as const) : ('string' as const), ...short }];
        }),
      ),
    }).positionals;
  } catch (error) {
    const sentence = error instanceof Error ? error.message.split('. ')[0]! : String(error);
    const unknown = /^Unknown option '--(?:no-)?(.*)'/.exec(sentence)?.[1];
    const names = known.map(([name]) => name);
    const suggestion = unknown === undefined ? '' : didYouMean(unknown, names, (name) => `--${name}`);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.${suggestion}`);
  }
}
