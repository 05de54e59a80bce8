/**
 * A licence text's length and its word pairs as hashes, five base-36 digits each; of a long text only those that `every` divides.
 * GNU licences are named without `-only` and `-or-later`, which their text does not tell.
 */
export type LicenseRow = readonly [id: string, words: number, every: number, hashes: string]
