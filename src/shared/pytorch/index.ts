export { dataSeed, findRun, scriptOfRun, type ScriptedRun } from './run-script.ts';
