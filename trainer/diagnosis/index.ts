/** What ails a run, in words, from its records. */
export { diagnose } from './diagnose.ts';
export type { Diagnosis, DiagnosisKind } from './diagnose.ts';
