import type { FolderFormat } from './folder-format.ts';

/**
 * Every format that comes as a folder, in the order in which they are asked: who takes a file has it, so the particular
 * stand before the general. What nobody takes is read file by file.
 */
export const FOLDER_FORMATS: readonly FolderFormat[] = [];
