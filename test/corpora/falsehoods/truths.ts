/** A sentence that a sample backs. */
export interface Truth {
  /** Name of the sample. */
  repository: string
  /** `close` keeps the wording of the file but for light edits; `free` does not. */
  style: 'close' | 'free'
  text: string
  /** `path: words of the file`; several of them are joined by ` | `. */
  backed: string
}

function about(repository: string, styles: Record<Truth['style'], Record<string, string>>): Truth[] {
  return (['close', 'free'] as const).flatMap((style) =>
    Object.entries(styles[style]).map(([text, backed]) => ({ repository, style, text, backed })),
  )
}

const KETTLE = about('kettle', {
  close: {
    'Kettle boils JSON Lines down to CSV, one row at a time.':
      'Cargo.toml: Boil JSON Lines down to CSV, one row at a time',
    'It reads objects from standard input or from a file and writes rows to standard output.':
      'src/lib.rs: It reads objects from standard input or from a file and writes rows to standard output.',
    'Only one row is held in memory, so inputs larger than the memory can be converted.':
      'src/lib.rs: Only one row is held in memory, so that inputs larger than the memory can be converted.',
    'Nested objects are flattened with a dot between the keys, and arrays are kept as JSON text.':
      'src/lib.rs: Nested objects are flattened with a dot between the keys, and arrays are kept as JSON text.',
    'Keys that appear only later are ignored unless a second pass is asked for with `--scan`.':
      'src/lib.rs: keys that appear only later are ignored unless a second pass is asked for with `--scan`',
    'Kettle never opens a network connection and does not infer types.':
      'src/lib.rs: Kettle does not infer types and never opens a network connection.',
    'It is an alternative to a chain of `jq` and `sed` commands.':
      'src/lib.rs: It is an alternative to a chain of `jq` and `sed` commands',
    'Lines that cannot be parsed are counted and skipped; in strict mode the first such line ends the conversion with an error.':
      'src/lib.rs: Lines that cannot be parsed are counted and skipped. In strict mode the first such line ends the conversion with an error instead.',
    'Columns found by a second pass are appended at the end.':
      'src/columns.rs: Columns found by a second pass are appended at the end',
    'The configuration is read only when it is named with `--config` or in `KETTLE_CONFIG`.':
      'src/config.rs: it is read only when it is named with `--config` or in `KETTLE_CONFIG`',
    'When two keys collide, the later value wins.': 'src/flatten.rs: When two keys collide, the later value wins.',
    'Fields are quoted only where they hold the delimiter, a quote or a line break.':
      'src/writer.rs: Fields are quoted only where they hold the delimiter, a quote or a line break.',
    'The input must be UTF-8, and a byte order mark at the start is removed.':
      'src/reader.rs: Input must be UTF-8. A byte order mark at the start is removed.',
    'A second pass needs a file, because standard input cannot be read twice.':
      'src/lib.rs: A second pass needs a file, because standard input cannot be read twice.',
    'A missing value becomes an empty field.': 'src/writer.rs: A missing value becomes an empty field',
  },
  free: {
    'Kettle is a command-line tool written in Rust that turns JSON Lines into CSV.':
      'Cargo.toml: categories = ["command-line-utilities"] | src/lib.rs: Kettle converts JSON Lines to CSV',
    'Because it works row by row, a file may be bigger than the memory of the machine.':
      'src/lib.rs: so that inputs larger than the memory can be converted',
    'Columns can be renamed or left out with a TOML file.':
      'kettle.example.toml: Columns that are left out of the output. | src/config.rs: New names of columns, by their old ones.',
    'With `--strict`, a broken line stops the run with exit code 2.':
      'CHANGELOG.md: ends with exit code 2 instead of 1 | src/main.rs: End at the first line that cannot be parsed.',
    'Fields are separated by a comma unless you pass another character with `--delimiter`.':
      'src/main.rs: #[arg(short, long, default_value = ",")]',
    'It can be built with Rust 1.74 and is licensed under MIT.':
      'Cargo.toml: rust-version = "1.74" | Cargo.toml: license = "MIT"',
    'Reading compressed input is experimental and has to be enabled with the `gzip` feature.':
      'Cargo.toml: Experimental: read compressed input. | CHANGELOG.md: Experimental support for gzip input behind the `gzip` feature.',
    'If the output file exists already, its contents are replaced.': 'src/writer.rs: An existing file is overwritten.',
    'The library contains no unsafe code.': 'src/lib.rs: #![forbid(unsafe_code)]',
    'At the end it tells on standard error how many rows were written and how many lines were left out.':
      'src/main.rs: eprintln!("{} rows written, {} lines skipped", summary.written, summary.skipped);',
  },
})

const LANTERN = about('lantern', {
  close: {
    'lantern-flags offers typed feature flags that are evaluated in your own process, without a server.':
      'package.json: Typed feature flags that are evaluated in your own process, without a server',
    'Flags are declared once in code, and their names and values are checked by the compiler.':
      'src/index.ts: Flags are declared once in code. Their names and values are checked by the compiler',
    'A flag that was removed is an error at every place that still asks for it.':
      'src/index.ts: a flag that was removed is an error at every place that still asks for it',
    'No flag is fetched unless a remote source is given.':
      'src/index.ts: No flag is ever fetched unless a remote source is given.',
    'Later sources win over earlier ones.': 'src/lantern.ts: Later sources win over earlier ones.',
    'Sources are read once, when the lantern is created.':
      'src/lantern.ts: Sources are read once, when the lantern is created',
    'Without a subject a rollout counts as off.': 'src/lantern.ts: Without a subject a rollout counts as off.',
    'An override from a source takes precedence over a rollout.':
      'src/lantern.ts: An override from a source takes precedence over a rollout.',
    'The same key always falls into the same bucket.':
      'src/lantern.ts: The same key always falls into the same bucket.',
    'Buckets are computed with FNV-1a over the name of the flag and the key.':
      'src/bucket.ts: It is computed with FNV-1a over the name of the flag and the key',
    'Keys are neither stored nor sent anywhere.': 'src/bucket.ts: Keys are neither stored nor sent anywhere.',
    'Overrides can be read from environment variables with a prefix; variables without the prefix are ignored.':
      'src/sources/environment.ts: Reads overrides from environment variables with a prefix. | src/sources/environment.ts: Variables without the prefix are ignored.',
    'A file that does not exist counts as empty, and one that is not JSON is an error.':
      'src/sources/file.ts: A file that does not exist counts as empty; one that is not JSON is an error.',
    'The `remote` source is experimental and may be removed.':
      'README.md: The `remote` source is experimental and may be removed.',
    'When the request fails or takes longer than two seconds, the declared defaults are used.':
      'src/sources/remote.ts: When the request fails or takes longer than two seconds, the declared defaults are used.',
  },
  free: {
    'lantern-flags is a TypeScript library for feature flags, published as ES modules for Node.js 18.17 and later.':
      'package.json: "type": "module" | package.json: "engines": { "node": ">=18.17" }',
    'It has no user interface: flags are set in the code or through the environment.':
      'README.md: There is no dashboard. Flags are changed by changing the code, or by environment variables.',
    'A flag may be switched on for a percentage of subjects.':
      'src/define.ts: Percentage of subjects for which the flag is on, from 0 to 100.',
    'Besides switches, flags may have several named variants.':
      'src/define.ts: Values that a flag with several variants may have.',
    'To see a changed environment variable, the process has to be restarted.':
      'src/lantern.ts: a change in the environment is not seen until the process starts again',
    'For tests there is `fixedLantern`, which gives each flag a fixed value.':
      'src/testing.ts: A lantern for tests, in which every flag has a fixed value.',
    'A misspelt flag in a source makes `createLantern` fail with an `UnknownFlagError`.':
      'src/lantern.ts: if a source names a flag that is not declared.',
    'Install it with `npm install lantern-flags`.': 'README.md: npm install lantern-flags',
    'The package is licensed under MIT, and zod is an optional peer dependency.':
      'package.json: "license": "MIT" | package.json: "peerDependenciesMeta": { "zod": { "optional": true } }',
    'A callback can be told of every evaluation.': 'src/lantern.ts: Called whenever a flag is asked for.',
  },
})

const FERRY = about('ferry', {
  close: {
    'Ferry is a web service that books places for vehicles on ferry crossings.':
      'pyproject.toml: A web service that books places for vehicles on ferry crossings',
    'A booking is first held and must then be confirmed.':
      'README.md: A booking is first held and must then be confirmed',
    'A hold that is not confirmed expires.': 'README.md: a hold that is not confirmed expires',
    'Payment is out of scope: the service only notes the reference of a payment that was made elsewhere.':
      'README.md: Payment is out of scope: the service only notes the reference of a payment that was made elsewhere.',
    'Only the address of the database is required.': 'ferry/settings.py: Only the address of the database is required.',
    'Where no Redis is named, the timetable is read from the database each time and requests are not limited.':
      'ferry/settings.py: Where no Redis is named, the timetable is read from the database each time and requests are not limited.',
    'Cancelled bookings are kept for the statistics and never deleted.':
      'ferry/main.py: Cancelled bookings are kept for the statistics and never deleted.',
    'The capacity of a crossing is counted in metres of deck, not in vehicles.':
      'ferry/models.py: Its capacity is counted in metres of deck, not in vehicles.',
    'The crossing is locked while its free metres are counted, so that two bookings cannot take the same place.':
      'ferry/booking.py: The crossing is locked while its free metres are counted, so that two bookings cannot take the same place.',
    'A hold counts against the capacity until it expires.':
      'ferry/booking.py: A hold counts against the capacity until it expires.',
    'Vehicles longer than 25 metres are refused, and bookings close 30 minutes before departure.':
      'ferry/booking.py: Vehicles longer than 25 metres are refused. Bookings close 30 minutes before departure.',
    'When Redis cannot be reached, requests are let through.':
      'ferry/limits.py: When Redis cannot be reached, requests are let through.',
    'The sweeper runs as a process of its own, beside the web service, and looks once a minute.':
      'ferry/sweeper.py: Runs as a process of its own, beside the web service, and looks once a minute.',
    'The health check answers as long as the process runs.':
      'ferry/routes/health.py: Answers as long as the process runs.',
    'Cancelling a booking frees its place; nothing is refunded.':
      'ferry/booking.py: Cancels a booking and frees its place. Nothing is refunded.',
  },
  free: {
    'The service is built with FastAPI and keeps its bookings in PostgreSQL.':
      'pyproject.toml: "fastapi>=0.111" | ferry/database.py: The connection to PostgreSQL.',
    'Redis serves as a cache for the timetable and counts the requests of each address.':
      'ferry/timetable.py: The timetable, cached for a while. | ferry/limits.py: The limit is counted per minute in Redis.',
    'Unless you change `HOLD_MINUTES`, an unconfirmed hold lapses after a quarter of an hour.':
      '.env.example: HOLD_MINUTES=15',
    '`docker compose up` starts the web service, the sweeper, a database and a cache.':
      'README.md: docker compose up | compose.yaml: sweeper:',
    'It needs Python 3.11 or newer.': 'pyproject.toml: requires-python = ">=3.11"',
    'Anybody who reaches the service can make and cancel bookings, since no route asks for a login.':
      'ferry/main.py: Every route is open: whoever can reach the service can book and cancel.',
    'After `docker compose up` the API is available on port 8080.':
      'README.md: The service then listens on http://localhost:8080.',
    'Send a `POST` request to `/bookings` to hold a place; a full crossing is answered with 409.':
      'ferry/routes/bookings.py: Holds a place on a crossing. Answers 409 when the crossing is full.',
    'Each address may send 60 requests per minute by default.':
      '.env.example: Requests that an address may send per minute. RATE_LIMIT=60',
    'You can list the departures of the coming week from a harbour.':
      'ferry/routes/crossings.py: The departures from a harbour in the next seven days, the earliest first.',
  },
})

const SIEVE = about('sieve', {
  close: {
    'Sieve drops repeated lines from a stream in constant memory.':
      'doc.go: Package sieve drops repeated lines from a stream in constant memory.',
    'A line that has been seen before is never written again.':
      'doc.go: A line that has been seen before is never written again.',
    'Because the filter is probabilistic, a small share of new lines is dropped as well.':
      'doc.go: Because the filter is probabilistic, a small share of new lines is dropped as well',
    'With the default size one in a thousand new lines is dropped, as long as no more than ten million distinct lines come in.':
      'doc.go: one in a thousand with the default size, as long as no more than ten million distinct lines come in.',
    'The order of the lines is kept.': 'doc.go: The order of the lines is kept.',
    'Lines are compared byte by byte after the trailing newline has been removed.':
      'doc.go: Lines are compared byte by byte after the trailing newline has been removed',
    'Use `Bloom` when memory matters and a few lost lines do not.':
      'doc.go: Use [Bloom] when memory matters and a few lost lines do not.',
    'Use `Exact` when no line may be lost; its memory grows with the number of distinct lines.':
      'doc.go: Use [Exact] when no line may be lost; its memory grows with the number of distinct lines.',
    'A Sieve is not safe for concurrent use: give each goroutine its own, or guard it with a mutex.':
      'doc.go: A [Sieve] is not safe for concurrent use. Give each goroutine its own, or guard it with a mutex.',
    'The Bloom filter uses about 18 megabytes with the defaults, all of them allocated at the start.':
      'bloom.go: It uses about 18 megabytes with the defaults, all of them allocated at the start.',
    'A filter cannot be resized, and lines cannot be removed.':
      'bloom.go: A filter cannot be resized, and lines cannot be removed.',
    'Unlike `sort -u` it neither sorts nor waits for the end of the input.':
      'cmd/sieve/main.go: Unlike sort -u it neither sorts nor waits for the end of the input.',
    'The number of dropped lines goes to standard error when `--count` is given.':
      'cmd/sieve/main.go: The number of dropped lines goes to standard error when --count is given.',
    '`Run` reads until the end of the input and does not close the reader or the writer.':
      'sieve.go: Run reads until the end of the input. It does not close the reader or the writer.',
    '`Window` is deprecated; it is slow for large sizes and will go away in v2.':
      'window.go: Deprecated: Use [Exact]. Window is slow for large sizes and will go away in v2.',
  },
  free: {
    'Sieve is both a Go package and a command-line tool.':
      'doc.go: Package sieve drops repeated lines | cmd/sieve/main.go: Command sieve drops repeated lines from its standard input.',
    'Once more than ten million different lines have come in, new lines are lost more often.':
      'doc.go: Beyond that number the share grows.',
    'To lose no line at all, pass `--exact` and accept that more memory is needed.':
      'cmd/sieve/main.go: remember every line instead of using a Bloom filter | exact.go: It makes no mistakes and needs more memory.',
    'Upper-case and lower-case letters are told apart.': 'doc.go: so that upper and lower case differ',
    'A line longer than one mebibyte stops the run with an error.':
      'sieve.go: const MaxLine = 1 << 20 | sieve.go: MaxLine is the length in bytes beyond which a line ends the run with an error.',
    'The module requires Go 1.22 and carries a BSD 3-Clause licence.':
      'go.mod: go 1.22 | LICENSE: Redistribution and use in source and binary forms',
    'Nothing is saved to disk between runs.': 'docs/design.md: The filter is not written to disk.',
    'You can plug in a filter of your own by implementing `Filter`.': 'sieve.go: type Filter interface {',
    'Releases are built for Linux and macOS, on amd64 and arm64.':
      '.goreleaser.yaml: goos: [linux, darwin] goarch: [amd64, arm64]',
    'Run `make test` to test it with the race detector.': 'Makefile: go test -race ./...',
  },
})

const ORCHARD = about('orchard', {
  close: {
    'Orchard brings translated messages from the source code to the browser.':
      'package.json: Translated messages from the source code to the browser',
    '`@orchard/core` parses and formats messages in ICU syntax.':
      'packages/core/package.json: Parses and formats messages in ICU syntax',
    'A message is parsed once and can be formatted many times.':
      'packages/core/src/index.ts: A message is parsed once and can be formatted many times.',
    'Messages never contain HTML: tags are returned as tokens.':
      'packages/core/src/index.ts: Messages never contain HTML: tags are returned as tokens.',
    'Messages of the second catalogue replace those of the first, and neither catalogue is changed.':
      'packages/core/src/catalogue.ts: Messages of the second catalogue replace those of the first. Neither catalogue is changed.',
    'An unknown argument type is kept as plain text.':
      'packages/core/src/compile.ts: An unknown argument type is kept as plain text.',
    '`@orchard/cli` extracts messages from source code into catalogues and reports missing translations.':
      'packages/cli/package.json: Extracts messages from source code into catalogues and reports missing translations',
    'Calls with a computed identifier are reported and left alone.':
      'packages/cli/src/extract.ts: calls with a computed identifier are reported and left alone',
    'Messages that the code no longer uses are marked as obsolete, not deleted.':
      'packages/cli/src/extract.ts: Messages that the code no longer uses are marked as obsolete, not deleted.',
    'The command succeeds even if messages are missing, unless `--fail-below` is given.':
      'packages/cli/src/report.ts: The command succeeds even if messages are missing, unless `--fail-below` is given.',
    '`@orchard/server` serves catalogues over HTTP, for applications that load their messages at run time.':
      'packages/server/package.json: Serves catalogues over HTTP, for applications that load their messages at run time',
    'It reads catalogues and never writes them; there is no way to edit a message over HTTP.':
      'packages/server/src/main.ts: It reads them and never writes them; there is no way to edit a message over HTTP.',
    'The file is read again for each request, so a deployment only has to replace the files.':
      'packages/server/src/store.ts: The file is read again for each request, so that a deployment only has to replace the files.',
    '`OrchardProvider` gives catalogues to the components below it.':
      'packages/react/src/index.tsx: Gives catalogues to the components below it.',
    'A Vue package is planned.': 'docs/why.md: A Vue package is planned.',
  },
  free: {
    'Orchard is a pnpm workspace of four packages: a core, a command line, a server and React hooks.':
      'pnpm-workspace.yaml: packages/* | packages/react/package.json: React hooks for translated messages',
    'Orchard does no translating itself and asks no translation service.':
      'packages/cli/src/report.ts: It does not translate anything and calls no translation service.',
    'The server listens on port 4100 unless `PORT` says otherwise.':
      'packages/server/src/main.ts: process.env.PORT ?? 4100',
    'Browsers may keep a catalogue for ten minutes.': "packages/server/src/main.ts: 'public, max-age=600'",
    'Translators edit the JSON files with whatever editor they like.':
      'docs/why.md: Translators are expected to work on the JSON files with an editor of their own',
    'When a text is missing, its identifier is shown, unless strict mode is on.':
      'packages/core/src/errors.ts: Thrown by `format` in strict mode when a message is missing. Otherwise the identifier itself is returned.',
    'All of it is licensed under Apache-2.0.': 'package.json: "license": "Apache-2.0"',
    'The React package works with React 18 and later.': 'packages/react/package.json: "react": ">=18"',
    'The server is built on Fastify and is not published to npm.':
      'packages/server/package.json: "fastify": "^4.28.0" | packages/server/package.json: "private": true',
    'Development needs Node.js 22 and pnpm.':
      'package.json: "engines": { "node": ">=22" } | package.json: "packageManager": "pnpm@9.7.0"',
  },
})

const CELLAR = about('terraform-aws-cellar', {
  close: {
    'This is a Terraform module for an S3 bucket that holds backups.':
      'README.md: A Terraform module for an S3 bucket that holds backups.',
    'The bucket is private, versioned and encrypted.': 'README.md: The bucket is private, versioned and encrypted.',
    'Old backups move to Glacier and are deleted later.':
      'README.md: Old backups move to Glacier and are deleted later.',
    'Replication to a second region is not part of this module.':
      'README.md: Replication to a second region is not part of this module.',
    'Public access is blocked, whatever the policies say.':
      'main.tf: Public access is blocked, whatever the policies say.',
    'Objects are encrypted with the key of the caller, or with a key of S3 where none is given.':
      'encryption.tf: Objects are encrypted with the key of the caller, or with a key of S3 where none is given.',
    'The module does not create a key.': 'encryption.tf: The module does not create a key.',
    'Versions that are no longer current are deleted after a week.':
      'lifecycle.tf: Versions that are no longer current are deleted after a week.',
    'The role may list and read the bucket, but neither write to it nor delete from it.':
      'readers.tf: A role that may list and read the bucket, but neither write to it nor delete from it.',
    'The role is created only if `reader_principals` is not empty.':
      'readers.tf: It is created only if reader_principals is not empty.',
    'The alarm goes off when no object has been written for a day, and it is off by default.':
      'alarm.tf: An alarm that goes off when no object has been written for a day. It is off by default.',
    'The name of the bucket must be unique in all of AWS.':
      'variables.tf: Name of the bucket. Must be unique in all of AWS.',
    '`retention_days` must be greater than `transition_days`.': 'variables.tf: Must be greater than transition_days.',
    'The tags are those of the bucket; the role is not tagged.':
      'variables.tf: Tags of the bucket. The role is not tagged.',
    '`reader_role_arn` is the ARN of the reader role, or null where there is none.':
      'outputs.tf: ARN of the reader role, or null where there is none.',
  },
  free: {
    'Only `bucket_name` has to be set; every other variable has a default.':
      'variables.tf: variable "bucket_name" { description = "Name of the bucket. Must be unique in all of AWS." type = string }',
    'By default a backup goes to Glacier after 30 days and is removed after a year.':
      'variables.tf: Days after which a backup moves to Glacier." type = number default = 30 | variables.tf: default = 365',
    'Backups cannot be kept for less than 90 days.': 'variables.tf: condition = var.retention_days >= 90',
    'The module needs Terraform 1.6 or newer and version 5.40 or newer of the AWS provider.':
      'versions.tf: required_version = ">= 1.6" | versions.tf: version = ">= 5.40, < 6.0"',
    'It gives back the name and the ARN of the bucket.':
      'outputs.tf: output "bucket_arn" | outputs.tf: output "bucket_id"',
    'If you want a silent day to raise an alarm, pass the ARN of an SNS topic.':
      'variables.tf: ARN of the SNS topic that hears of silent days. Without it no alarm is created.',
    'A bucket that still holds backups cannot be destroyed unless `force_destroy` is set.':
      'variables.tf: Whether the bucket may be destroyed while it still holds backups.',
    'Two examples show a minimal and a complete use.':
      'examples/minimal/main.tf: module "cellar" | examples/complete/main.tf: module "cellar"',
    'Uploads that were begun and never finished are cleaned up after two days.':
      'lifecycle.tf: days_after_initiation = 2',
    'Its licence is the Mozilla Public License 2.0.': 'LICENSE: Mozilla Public License Version 2.0',
  },
})

/** Sentences that the samples back. */
export const TRUTHS: readonly Truth[] = [...KETTLE, ...LANTERN, ...FERRY, ...SIEVE, ...ORCHARD, ...CELLAR]
