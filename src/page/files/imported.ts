/** What turns the result of an import into runs on the page. It is loaded at the first import. */
export { assembleHistory, assembleInSteps } from '../../../history/index.ts';
export { describeImport } from './describe-import.ts';
