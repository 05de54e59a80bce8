import type { JobProgress, Stage, Timings } from '../job/job'
import { log } from '../job/log'

/** Percent of the whole job at which each stage begins; the download takes most of the time. */
const BEGINS: Record<Stage, number> = { resolve: 0, download: 10, analyse: 70, write: 85, store: 95 }
const DOWNLOAD_SHARE = BEGINS.analyse - BEGINS.download

/** Notes which stage a job is in: as progress for whoever polls, and as a log line with its figures when it ends. */
export class Stages {
  current: Stage = 'resolve'
  readonly timings: Timings = {}
  #began = Date.now()

  constructor(
    readonly about: { job: string; run: number; attempt: number },
    readonly tell: (progress: JobProgress) => void,
  ) {}

  enter(stage: Stage): void {
    this.current = stage
    this.#began = Date.now()
    this.tell({ stage, percent: BEGINS[stage] })
  }

  /** Progress within the download. Its size is not known in advance: each further part of the way takes twice the bytes. */
  received(bytes: number): void {
    const way = 1 - 1 / (1 + bytes / 4e6)
    this.tell({ stage: 'download', percent: BEGINS.download + Math.floor(DOWNLOAD_SHARE * way) })
  }

  end(figures: Record<string, string | number | boolean | null>): void {
    const duration = Date.now() - this.#began
    this.timings[this.current] = duration
    log('job.stage', { ...this.about, stage: this.current, duration_ms: duration, ...figures })
  }
}
