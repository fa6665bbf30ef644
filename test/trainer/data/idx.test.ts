import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeIdx, loadIdxDataset } from '../../../trainer/index.ts';

/** An IDX file of unsigned bytes: two zeros, type 8, the number of dimensions, each big-endian, then the values. */
function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((extent, index) => view.setUint32(4 + 4 * index, extent));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

const images = idx([3, 1, 2], [1, 2, 3, 4, 5, 6]);
const labels = idx([3], [0, 1, 2]);

describe('IDX files', () => {
  it.each([
    ['plain', images, labels],
    ['gzipped', gzipSync(images), gzipSync(labels)],
  ])('are read %s', (_, imageBytes, labelBytes) => {
    const dataset = loadIdxDataset({ images: imageBytes, labels: labelBytes }, 'three');
    expect(dataset).toMatchObject({ count: 3, dimensions: 2, classes: 3, imageShape: [1, 2] });
    expect([...dataset.features]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...dataset.labels]).toEqual([0, 1, 2]);
  });

  it.each<[number[], number[], number, string[] | undefined]>([
    [[0, 255, 255], [0, 1, 1], 2, ['0', '255']],
    [[7, 200, 100], [0, 2, 1], 3, ['7', '100', '200']],
    [[0, 3, 1], [0, 3, 1], 4, undefined],
    [[0, 0, 1], [0, 0, 1], 2, undefined],
    [[1, 1, 1], [1, 1, 1], 2, undefined],
  ])('have the classes of the labels %j: %j', (given, expected, classes, names) => {
    const dataset = loadIdxDataset({ images, labels: idx([3], given) }, 'three');
    expect([...dataset.labels]).toEqual(expected);
    expect(dataset.classes).toBe(classes);
    expect(dataset.classNames).toEqual(names);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('epoch,loss\n1,2\n')],
    ['values that end too soon', images.slice(0, -1)],
    ['values too many', Uint8Array.of(...images, 7)],
    ['a header that ends too soon', images.slice(0, 7)],
  ])('are refused with %s, by their name', (_, bytes) => {
    expect(() => decodeIdx(bytes, 'my-images')).toThrow(/my-images/);
  });

  it('are rejected if the numbers of images and labels differ', () => {
    expect(() => loadIdxDataset({ images, labels: idx([2], [0, 1]) }, 'three')).toThrow(/3 images.*2 labels/);
  });
});
