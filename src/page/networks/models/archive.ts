import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readModelFiles, writeModelFiles, type TrainedModel } from '../../../../trainer/index.ts';

/** A zip of the two files of TensorFlow.js's format. */
export function zipModel(model: TrainedModel): Uint8Array<ArrayBuffer> {
  const { json, weights } = writeModelFiles(model);
  return zipSync({ 'model.json': strToU8(json), 'weights.bin': weights }) as Uint8Array<ArrayBuffer>;
}

/**
 * Reads a model from the chosen files: `model.json` with its weights, or a zip of both.
 *
 * @throws {Error} naming the file that is missing or invalid
 */
export async function openModel(files: readonly File[]): Promise<TrainedModel> {
  const parts = new Map<string, Uint8Array>();
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.zip$/i.test(file.name))
      for (const [name, part] of Object.entries(unzip(bytes, file.name))) parts.set(name, part);
    else parts.set(file.name, bytes);
  }
  const part = (ending: string) => [...parts].find(([name]) => name.toLowerCase().endsWith(ending))?.[1];
  const [json, weights] = [part('.json'), part('.bin')];
  if (!json)
    throw new Error('model: expected model.json and weights.bin, or a zip of both; there is no .json');
  if (!weights)
    throw new Error('model: expected model.json and weights.bin, or a zip of both; there is no .bin');
  return readModelFiles({ json: strFromU8(json), weights });
}

function unzip(bytes: Uint8Array, name: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw new Error(`${name}: is no zip file`, { cause: error });
  }
}
