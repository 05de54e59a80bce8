/** A small repository that was made up, as the plain texts of its files by their paths. */
export interface Sample {
  owner: string
  name: string
  files: Record<string, string>
}
