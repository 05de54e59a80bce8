import * as z from 'zod'

import { CLAIM_KINDS, COMMAND_GROUPS, DEPENDENCY_SCOPES, EXAMPLE_ORIGINS, KINDS } from './vocabulary'

export {
  CLAIM_KINDS,
  COMMAND_GROUPS,
  DEPENDENCY_SCOPES,
  ENGINE_VERSION,
  EXAMPLE_ORIGINS,
  KINDS,
  SCHEMA_VERSION,
} from './vocabulary'

const count = z.int().nonnegative()
export const Source = z
  .object({
    path: z.string().min(1).meta({ description: 'Path in the repository at the commit.' }),
    line: z.int().positive().optional().meta({ description: '1-based line.' }),
  })
  .meta({ id: 'Source' })
const sources = z.array(Source).min(1)
const sourced = z.object({ value: z.string().min(1), sources })

const Command = z
  .object({
    command: z.string().min(1),
    cwd: z.string().meta({ description: 'Folder it runs in; `.` is the root.' }),
    purpose: z.string().optional(),
    sources,
  })
  .meta({ id: 'Command' })

export const Drift = z
  .object({
    kind: z.enum(CLAIM_KINDS),
    line: z.int().positive().meta({ description: 'Line of the README that makes the claim.' }),
    claim: z.string().meta({ description: 'Its words: a command, a path, a version …' }),
    message: z.string().meta({ description: 'What is so instead, in one sentence.' }),
    sources: z.array(Source).meta({ description: 'What contradicts it; none where something is missing altogether.' }),
  })
  .meta({ id: 'Drift' })

export const FactsSchema = z
  .object({
    schema_version: z.int(),
    engine_version: z.string(),
    repository: z.object({
      host: z.string().nullable().meta({ description: 'null for an archive that was uploaded without an address.' }),
      owner: z.string().nullable(),
      name: z.string(),
      url: z.url().nullable(),
      clone_url: z.url().nullable().meta({ description: 'What `git clone` takes.' }),
      ref: z.string().nullable().meta({ description: 'Branch or tag that was asked for or is the default.' }),
      commit: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .nullable()
        .meta({ description: 'null for an uploaded archive that does not say.' }),
      subdirectory: z.string().optional(),
      files: count,
      bytes: count,
    }),
    name: sourced,
    description: sourced.nullable(),
    kinds: z.array(z.enum(KINDS)).meta({ description: 'Most telling first.' }),
    version: sourced.nullable(),
    license: z
      .object({
        spdx: z.string().meta({ description: 'SPDX licence expression.' }),
        file: z.string().optional(),
        sources,
        conflict: z.string().optional().meta({ description: 'What another file says instead.' }),
      })
      .nullable(),
    languages: z.array(z.object({ name: z.string(), bytes: count, percent: z.number(), color: z.string().nullable() })),
    stack: z
      .object({
        languages: z.array(z.object({ name: z.string(), bytes: count, sources })),
        frameworks: z.array(z.object({ name: z.string(), sources })),
      })
      .meta({
        description:
          'What a reader would say the project is made with, most telling first: languages of its own code, without tests, styles and markup, and the frameworks that shape it.',
      }),
    package_managers: z.array(
      z.object({ name: z.string(), manifest: z.string(), lockfile: z.string().optional(), cwd: z.string(), sources }),
    ),
    frameworks: z.array(
      z.object({ name: z.string(), category: z.string(), version: z.string().optional(), cwd: z.string(), sources }),
    ),
    dependencies: z.array(
      z.object({
        name: z.string(),
        version: z.string().optional(),
        scope: z.enum(DEPENDENCY_SCOPES),
        manifest: z.string(),
        purl: z.string(),
        sources,
      }),
    ),
    runtimes: z.array(z.object({ name: z.string(), constraint: z.string(), sources })),
    commands: z.object(
      Object.fromEntries(COMMAND_GROUPS.map((group) => [group, z.array(Command)])) as Record<
        (typeof COMMAND_GROUPS)[number],
        z.ZodArray<typeof Command>
      >,
    ),
    binaries: z.array(z.object({ name: z.string(), entry: z.string(), sources })),
    entry_points: z.array(z.object({ path: z.string(), what: z.string(), sources })),
    workspaces: z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        kind: z.string(),
        description: z.string().optional(),
        private: z.boolean(),
        depends_on: z
          .array(z.object({ path: z.string(), sources }))
          .optional()
          .meta({
            description:
              'Other members that its manifest asks for, by their folders; those of its tests and tools left out.',
          }),
        sources,
      }),
    ),
    docker: z
      .object({
        dockerfiles: z.array(
          z.object({
            path: z.string(),
            base_images: z.array(z.string()),
            exposed_ports: z.array(z.int()),
            stages: z.array(z.string()),
            sources,
          }),
        ),
        compose: z.array(
          z.object({
            path: z.string(),
            services: z.array(
              z.object({
                name: z.string(),
                image: z.string().optional(),
                build: z.string().optional(),
                ports: z.array(z.string()),
                depends_on: z.array(z.string()).optional().meta({ description: 'Services that start before it.' }),
              }),
            ),
            sources,
          }),
        ),
      })
      .nullable(),
    ci: z.array(
      z.object({
        provider: z.string(),
        workflows: z.array(z.object({ path: z.string(), name: z.string(), triggers: z.array(z.string()) })),
        sources,
      }),
    ),
    environment: z.array(
      z.object({
        name: z.string(),
        default: z.string().optional().meta({ description: 'What the code takes when it is not set.' }),
        example: z.string().optional().meta({ description: 'What a settings file of the repository gives it.' }),
        description: z.string().optional(),
        required: z.boolean().optional(),
        sources,
      }),
    ),
    infrastructure: z.array(z.object({ tool: z.string(), paths: z.array(z.string()), sources })),
    surface: z.object({
      routes: z.array(z.object({ method: z.string(), path: z.string(), sources })),
      cli: z.array(
        z.object({
          name: z.string().meta({ description: 'As it is typed: the program, then its commands.' }),
          flags: z.array(z.string()).meta({ description: 'Its own flags: `-p, --port`.' }),
          description: z.string().optional(),
          options: z
            .array(z.object({ flags: z.string(), description: z.string().optional(), sources }))
            .optional()
            .meta({ description: 'The flags with the help that the program gives on them.' }),
          sources,
        }),
      ),
      exports: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          module: z.string().optional(),
          local: z.string().optional().meta({ description: 'What the source calls a default export.' }),
          description: z.string().optional().meta({ description: 'What its author says of it, in one sentence.' }),
          required: z.boolean().optional().meta({ description: 'It comes from CommonJS: `require`, not `import`.' }),
          sources,
        }),
      ),
      inputs: z
        .array(
          z.object({
            name: z.string(),
            type: z.string().optional(),
            default: z.string().optional(),
            description: z.string().optional(),
            required: z.boolean(),
            sources,
          }),
        )
        .meta({ description: 'What a Terraform module, a GitHub Action or an Ansible role is given by its callers.' }),
      outputs: z
        .array(z.object({ name: z.string(), description: z.string().optional(), sources }))
        .meta({ description: 'What a Terraform module or a GitHub Action gives back.' }),
      notebooks: z.array(z.object({ path: z.string(), title: z.string(), sources })),
      examples: z
        .array(
          z.object({
            title: z.string().optional().meta({ description: 'What it shows, in words of the repository.' }),
            language: z.string().meta({ description: 'For the fence: `ts`, `python`, `sh`.' }),
            code: z.string().meta({ description: 'As it stands in the file, without its common indent.' }),
            from: z.enum(EXAMPLE_ORIGINS),
            sources,
          }),
        )
        .meta({ description: 'Code of the repository that shows how the project is used, best first.' }),
    }),
    documents: z.record(z.string(), z.object({ path: z.string() })),
    contacts: z
      .array(z.object({ name: z.string(), url: z.string(), about: z.string().optional(), sources }))
      .optional()
      .meta({
        description: 'Where the maintainers send questions, ideas and reports that are no issue of this repository.',
      }),
    tree: z.array(
      z.object({
        path: z.string(),
        kind: z.enum(['file', 'directory']),
        files: count,
        bytes: count,
        role: z.string(),
        description: z.string().optional(),
        sources,
      }),
    ),
    existing_readme: z
      .object({
        path: z.string(),
        text: z.string().nullable().meta({
          description:
            'As it stands in the file, line ends included; null when it is no UTF-8 text or larger than 512,000 bytes.',
        }),
        sections: z.array(z.object({ heading: z.string(), category: z.string(), line: z.int().positive() })),
        checked: z
          .partialRecord(z.enum(CLAIM_KINDS), count)
          .meta({ description: 'How many of its claims could be held against the repository.' }),
        drift: z.array(Drift).meta({ description: 'Claims that no longer hold, by line.' }),
      })
      .nullable(),
    warnings: z.array(z.object({ code: z.string(), message: z.string(), sources: z.array(Source) })),
  })
  .meta({ id: 'Facts' })

const Quote = z.object({ path: z.string().min(1), line: z.int().positive(), text: z.string() })
export const QuotesSchema = z.object({
  lines: z.array(Quote).meta({ description: 'Lines that facts rest on, as they stand in the files.' }),
  comments: z.array(Quote).meta({
    description:
      'Of a fact that a comment says, the whole comment from `line` on, line by line: marks, code and tags are left empty.',
  }),
  documented: z
    .array(Quote.extend({ of: z.int().positive() }))
    .optional()
    .meta({ description: 'The comment on what is exported on line `of`, as above.' }),
})
/** The words behind facts: what a language model may be shown of the files. */
export type Quotes = z.infer<typeof QuotesSchema>

/** What the analyser says about a repository at one commit. Every fact names the file, and where it can the line, it rests on. */
export type Facts = z.infer<typeof FactsSchema>
export type Source = z.infer<typeof Source>
export type Sourced = z.infer<typeof sourced>
export type Kind = (typeof KINDS)[number]
export type CommandGroup = (typeof COMMAND_GROUPS)[number]
export type Command = z.infer<typeof Command>
/** A claim of the existing README that the repository contradicts. */
export type Drift = z.infer<typeof Drift>
export type DependencyScope = (typeof DEPENDENCY_SCOPES)[number]
