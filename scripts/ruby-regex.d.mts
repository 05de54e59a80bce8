export function toJavaScript(ruby: string): { source: string; ignoreCase: boolean }
