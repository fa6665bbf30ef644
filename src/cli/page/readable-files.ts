import type { InputFile } from '../files/input.ts';

/**
 * Lets files through that can be read, so that one that cannot does not keep the page from the others.
 * @param say takes a sentence for each that cannot, once
 */
export function createReadableFilter(
  say: (sentence: string) => void,
): (files: readonly InputFile[]) => Promise<InputFile[]> {
  const known = new Map<string, boolean>();
  return async (files) => {
    const readable: InputFile[] = [];
    for (const file of files) {
      // What was tried is tried again when it was written anew; a pipe can be read once and is not tried.
      const version = `${file.path} ${String(file.written)}`;
      const isReadable = known.get(version) ?? (await tryFile(file, say));
      known.set(version, isReadable);
      if (isReadable) readable.push(file);
    }
    return readable;
  };
}

async function tryFile({ path, slice }: InputFile, say: (sentence: string) => void): Promise<boolean> {
  try {
    await slice?.(0, 1);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`"${path}" cannot be read: ${reason}.`);
    return false;
  }
}
