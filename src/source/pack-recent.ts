/** Objects used last, by their number in the pack, as far as they fit into some bytes. */
export class RecentObjects {
  private readonly contents = new Map<number, Uint8Array>()
  private bytes = 0

  constructor(private readonly most: number) {}

  get(index: number): Uint8Array | undefined {
    const content = this.contents.get(index)
    if (content) {
      this.contents.delete(index)
      this.contents.set(index, content)
    }
    return content
  }

  keep(index: number, content: Uint8Array): void {
    if (content.length > this.most || this.contents.has(index)) return
    this.contents.set(index, content)
    this.bytes += content.length
    for (const [oldest, old] of this.contents) {
      if (this.bytes <= this.most) break
      this.contents.delete(oldest)
      this.bytes -= old.length
    }
  }
}
