import type { Child } from 'hono/jsx'
import type { Facts, Source } from '../analysis/facts'
import { JobFrame } from './job-frame'
import { LanguageBar } from './language-bar'
import { Places } from './place'
import type { ShownJob, ShownPlace } from './shown-job'

/** Rows of one panel; the rest is in the JSON. */
const MOST_ROWS = 60

interface FactsProps {
  job: ShownJob
  facts: Facts
  place(path: string, line?: number): ShownPlace
  origin: string
}

interface Row {
  name: string
  says?: Child
  sources: readonly Source[]
}

/** What the README rests on, as panels: each row with its file. */
export function FactsPage({ job, facts, place, origin }: FactsProps) {
  const compose = facts.docker?.compose ?? []
  const commands = Object.entries(facts.commands).flatMap(([group, all]) =>
    all.map(({ command, cwd, sources }): Row => {
      return { name: group, says: <Typed command={command} cwd={cwd} />, sources }
    }),
  )
  const services = compose.flatMap(({ services: all, sources }) =>
    all.map(({ name, image, build, ports }): Row => {
      const from = image ?? (build === undefined ? '' : `built from ${build}`)
      return { name, says: [from, ports.join(', ')].filter(Boolean).join(', '), sources }
    }),
  )
  const images = (facts.docker?.dockerfiles ?? []).map(({ path, base_images, sources }): Row => {
    return { name: path, says: base_images.join(', '), sources }
  })
  const panels: [title: string, rows: Row[]][] = [
    ['Stack', [...facts.stack.languages, ...facts.stack.frameworks].map(({ name, sources }) => ({ name, sources }))],
    ['Runtimes', facts.runtimes.map(({ name, constraint, sources }) => ({ name, says: constraint, sources }))],
    [
      'Package managers',
      facts.package_managers.map(({ name, manifest, sources }) => ({ name, says: manifest, sources })),
    ],
    ['Commands', commands],
    ['Services', services],
    ['Images', images],
    [
      'Workspaces',
      facts.workspaces.map(({ path, name, kind, sources }) => ({ name, says: `${kind} in ${path}`, sources })),
    ],
    [
      'Environment',
      facts.environment.map((one) => ({ name: one.name, says: one.description ?? one.default, sources: one.sources })),
    ],
    ['Binaries', facts.binaries.map(({ name, entry, sources }) => ({ name, says: entry, sources }))],
    ['Entry points', facts.entry_points.map(({ path, what, sources }) => ({ name: path, says: what, sources }))],
    [
      'Routes',
      facts.surface.routes.map(({ method, path, sources }) => ({ name: method, says: <code>{path}</code>, sources })),
    ],
    ['Inputs', facts.surface.inputs.map(({ name, description, sources }) => ({ name, says: description, sources }))],
    ['Outputs', facts.surface.outputs.map(({ name, description, sources }) => ({ name, says: description, sources }))],
    ['Infrastructure', facts.infrastructure.map(({ tool, sources }) => ({ name: tool, sources }))],
    [
      'Continuous integration',
      facts.ci.map(({ provider, workflows, sources }) => ({
        name: provider,
        says: workflows.map(({ name }) => name).join(', '),
        sources,
      })),
    ],
    [
      'Dependencies',
      facts.dependencies.map(({ name, version, scope, sources }) => ({
        name,
        says: [version, scope].filter(Boolean).join(', '),
        sources,
      })),
    ],
  ]
  return (
    <JobFrame job={job} view="facts/" origin={origin}>
      <Identity facts={facts} place={place} />
      <section class="panel broad">
        <h2>Languages</h2>
        <LanguageBar languages={facts.languages} />
      </section>
      <div class="panels">
        {panels.map(([title, rows]) => (rows.length ? <Panel title={title} rows={rows} place={place} /> : null))}
      </div>
      <p class="actions">
        <a href={`/jobs/${job.id}/analysis/`}>All facts as JSON</a>
        {job.mode === 'check' ? null : <a href={`/jobs/${job.id}/evidence/`}>Evidence as JSON</a>}
      </p>
    </JobFrame>
  )
}

const Typed = ({ command, cwd }: { command: string; cwd: string }) => (
  <>
    <code>{command}</code>
    {cwd === '.' ? null : ` in ${cwd}`}
  </>
)

function Identity({ facts, place }: Pick<FactsProps, 'facts' | 'place'>) {
  const { name, description, version, license, kinds, repository } = facts
  const rows: Row[] = [
    { name: 'Name', says: name.value, sources: name.sources },
    ...(description ? [{ name: 'Description', says: description.value, sources: description.sources }] : []),
    ...(version ? [{ name: 'Version', says: version.value, sources: version.sources }] : []),
    ...(license ? [{ name: 'Licence', says: license.spdx, sources: license.sources }] : []),
    ...(kinds.length ? [{ name: 'Kind', says: kinds.join(', '), sources: [] }] : []),
    {
      name: 'Files',
      says: `${repository.files.toLocaleString('en')} of ${size(repository.bytes)} together`,
      sources: [],
    },
  ]
  return <Panel title="What it is" rows={rows} place={place} broad />
}

const size = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3).toLocaleString('en')} kB` : `${(bytes / 1e6).toFixed(1)} MB`

function Panel({
  title,
  rows,
  place,
  broad,
}: {
  title: string
  rows: Row[]
  place: FactsProps['place']
  broad?: boolean
}) {
  const more = rows.length - MOST_ROWS
  return (
    <section class={broad ? 'panel broad' : 'panel'}>
      <h2>
        {title} {broad ? null : <span class="count">{rows.length}</span>}
      </h2>
      <dl>
        {rows.slice(0, MOST_ROWS).map(({ name, says, sources }) => (
          <div>
            <dt dir="auto">{name}</dt>
            <dd>
              {says ? <span dir="auto">{says}</span> : null}
              <Places places={sources.map(({ path, line }) => place(path, line))} />
            </dd>
          </div>
        ))}
      </dl>
      {more > 0 ? <p class="hint">{more} more are in the JSON.</p> : null}
    </section>
  )
}
