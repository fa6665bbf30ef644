/** The parameter that names the original of a run that another tool trained again: a parent must be in the same file. */
export const PARENT_PARAMETER = 'parent_run';
