import type { Element } from 'hast'

/** Marks lists of tasks, whose items begin with a box, so that the style sheet can leave out their bullets. */
export function markTaskLists(all: readonly Element[]): void {
  for (const list of all) {
    if (list.tagName !== 'ul' && list.tagName !== 'ol') continue
    for (const item of list.children) {
      if (item.type !== 'element' || item.tagName !== 'li') continue
      const inner = item.children.find((child) => child.type === 'element')
      const box = inner?.tagName === 'p' ? inner.children.find((child) => child.type === 'element') : inner
      if (box?.tagName !== 'input') continue
      item.properties.className = ['task-list-item']
      list.properties.className = ['contains-task-list']
    }
  }
}
