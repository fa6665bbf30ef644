import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { didYouMean } from './suggest.ts';

/** Exit codes, following shell conventions. */
export const EXIT = {
  /** A file could not be read, or there was nothing to read. */
  failed: 1,
  /** The call itself is wrong. */
  wrongCall: 2,
  /** Ctrl-C. */
  interrupted: 130,
  /** The reader of the output closed the pipe: the code for SIGPIPE. */
  pipe: 141,
} as const;

/** Invalid arguments. The message is a full sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Returns the positional arguments, in order.
 *
 * @throws {UsageError} for an unknown option, or one without its value
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
