export * from './types.ts';
export * from './best.ts';
export * from './table.ts';
