/** Who sent a request. `owner` is whose jobs are theirs; somebody without key and cookie owns none. */
export type Requester = { kind: 'everybody' | 'key' | 'visitor'; owner: string } | { kind: 'nobody'; owner: null }

/** Somebody whose a job can be. */
export type Creator = Exclude<Requester, { kind: 'nobody' }>
