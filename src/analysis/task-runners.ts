import type { Detector } from './detector'

export const taskRunners: Detector = { name: 'task-runners', wants: () => 0, detect: () => ({}) }
