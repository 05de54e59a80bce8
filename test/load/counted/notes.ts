/** What was done in a binding or in an object's storage, as a line of the log. */
export interface Note {
  by: 'api' | 'consumer' | 'object' | 'platform'
  to: 'd1' | 'r2' | 'queue' | 'object' | 'limit' | 'storage' | 'worker'
  method: string
  /** Rows of D1, as billed. */
  read?: number
  written?: number
  /** Size of a stored value as JSON, and of the object's whole database. */
  bytes?: number
  database?: number
}

export const note = (fields: Note): void => console.log(JSON.stringify({ event: 'measured', ...fields }))
