/** For pages, which cannot resolve a package by name. */
export { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
