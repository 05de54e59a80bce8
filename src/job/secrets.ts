/**
 * The secrets in a variable: one, or several with commas between them while one takes the other's place. The first is the
 * one to use, all are valid. None in an empty variable, and where there is no variable.
 */
export const secretsIn = (variable: string | undefined): string[] =>
  (variable ?? '').split(',').flatMap((one) => one.trim() || [])
