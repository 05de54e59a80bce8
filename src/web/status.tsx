export type ShownStatus = 'pending' | 'processing' | 'completed' | 'failed'

/** A job's status as a word in its colour. */
export const Status = ({ status }: { status: ShownStatus }) => <span class={`status ${status}`}>{status}</span>
