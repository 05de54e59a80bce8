/** Path of `name` in `folder`, where `.` is the root. Both are known to be clean; `join` is for what a manifest writes. */
export const within = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`)
