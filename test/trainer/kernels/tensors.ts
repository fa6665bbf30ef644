/** For pages, which do not find a package by its name. */
export { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
