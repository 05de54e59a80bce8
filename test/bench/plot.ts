import { median, middleHalf, short } from './numbers.ts'
import { type Measured, medianCpu, type Result } from './result.ts'

const WIDTH = 860
const LEFT = 190
const RIGHT = 90
const LINE = 22
const HEAD = 46
const TOP = 64
const BOTTOM = 46

/** Both schemes: a picture has the reader's own. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .ground { fill: #ffffff; }
  .title { font-size: 16px; font-weight: 600; }
  .head { font-weight: 600; }
  .quiet { fill: #59636e; font-size: 12px; }
  .grid { stroke: #d1d9e0; }
  .ours { fill: #0969da; stroke: #0969da; }
  .floor { fill: #59636e; stroke: #59636e; }
  .peer { fill: #bc4c00; stroke: #bc4c00; }
  .half { stroke-width: 6; stroke-linecap: round; opacity: 0.35; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ground { fill: #0d1117; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #30363d; }
    .ours { fill: #58a6ff; stroke: #58a6ff; }
    .floor { fill: #9198a1; stroke: #9198a1; }
    .peer { fill: #f0883e; stroke: #f0883e; }
  }
`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const tag = (name: string, attributes: Record<string, string | number>, content = '') => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return `<${name}${written.join('')}>${content}</${name}>`
}
const words = (x: number, y: number, content: string, more: Record<string, string> = {}) =>
  tag('text', { x, y, ...more }, escaped(content))

const duration = (ms: number) => (ms >= 1000 ? `${short(ms / 1000)} s` : `${short(ms)} ms`)

/** A logarithmic axis over whole powers of ten. */
function axisOver(figures: readonly number[]) {
  const least = Math.floor(Math.log10(Math.min(...figures)))
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...figures))))
  const step = (WIDTH - LEFT - RIGHT) / (most - least)
  const x = (ms: number) => Math.round(10 * (LEFT + (Math.log10(ms) - least) * step)) / 10
  return { x, ticks: Array.from({ length: most - least + 1 }, (_, i) => 10 ** (least + i)) }
}

function lineOf(way: Measured, x: (ms: number) => number, y: number): string {
  const cpu = way.samples.map(({ cpuMs }) => cpuMs)
  const [low, high] = middleHalf(cpu)
  const at = x(median(cpu))
  return [
    words(LEFT - 12, y + 4, way.name, { 'text-anchor': 'end' }),
    tag('line', { class: `${way.group} half`, x1: x(low), x2: x(high), y1: y, y2: y }),
    tag('circle', { class: way.group, cx: at, cy: y, r: 4.5 }),
    words(Math.max(at, x(high)) + 10, y + 4, duration(median(cpu)), { class: 'quiet' }),
  ].join('')
}

const LEGEND = [
  ['ours', 'readme-forge', LEFT],
  ['floor', 'the least that can be done', LEFT + 130],
  ['peer', 'peers, whole process', LEFT + 330],
] as const

const legend = (y: number) =>
  LEGEND.map(
    ([group, says, x]) =>
      tag('circle', { class: group, cx: x, cy: y - 4, r: 4.5 }) + words(x + 10, y, says, { class: 'quiet' }),
  ).join('')

/** CPU by way and repository: a point at the median, a bar over the middle half; what could not be measured is left out. */
export function plot(results: readonly Result[]): string {
  const shown = results.map(({ repository, ways }) => ({
    repository,
    ways: ways.filter(({ problem, samples }) => !problem && samples.length).sort((a, b) => medianCpu(a) - medianCpu(b)),
  }))
  const figures = shown.flatMap(({ ways }) => ways.flatMap(({ samples }) => samples.map(({ cpuMs }) => cpuMs)))
  const { x, ticks } = axisOver(figures.length ? figures.map((ms) => Math.max(ms, 0.1)) : [1])
  const parts: string[] = []
  let y = TOP
  for (const { repository, ways } of shown) {
    const { owner, name, files, archiveBytes } = repository
    parts.push(words(16, y + 26, `${owner}/${name}`, { class: 'head' }))
    const says = `${files.toLocaleString('en')} files, archive ${short(archiveBytes / 1e6)} MB`
    parts.push(words(WIDTH - 16, y + 26, says, { class: 'quiet', 'text-anchor': 'end' }))
    y += HEAD
    for (const way of ways) {
      parts.push(lineOf(way, x, y))
      y += LINE
    }
  }
  const grid = ticks.map(
    (ms) =>
      tag('line', { class: 'grid', x1: x(ms), x2: x(ms), y1: TOP, y2: y }) +
      words(x(ms), y + 18, duration(ms), { class: 'quiet', 'text-anchor': 'middle' }),
  )
  const height = y + BOTTOM
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="CPU by way and repository">`,
    tag('style', {}, STYLE),
    tag('rect', { class: 'ground', width: WIDTH, height }),
    words(16, 28, 'CPU of going through a repository once (logarithmic)', { class: 'title' }),
    legend(52),
    ...grid,
    ...parts,
    '</svg>\n',
  ].join('\n')
}
