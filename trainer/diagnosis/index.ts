/** Diagnoses problems of a run from its records. */
export { diagnose } from './diagnose.ts';
export type { Diagnosis, DiagnosisKind } from './diagnose.ts';
