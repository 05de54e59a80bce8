declare module 'spdx-expression-parse' {
  export type Expression =
    | { license: string; plus?: true; exception?: string }
    | { conjunction: 'and' | 'or'; left: Expression; right: Expression }
  export default function parse(source: string): Expression
}

declare module 'spdx-correct' {
  export default function correct(identifier: string, options?: { upgrade?: boolean }): string | null
}
