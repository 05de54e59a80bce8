import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['bundle'],
    manifest: /^(?:Gemfile|gems\.rb)$/,
    verbs: [
      ['exec rake compile', 'build'],
      ['exec rake build', 'build'],
      ['exec rake test', 'test'],
      ['exec rake spec', 'test'],
      ['exec rspec', 'test'],
      ['exec cucumber', 'test'],
      ['exec rails server', 'run'],
      ['exec rails s', 'run'],
      ['exec rails test', 'test'],
      ['exec rails db:', 'setup'],
      ['exec rackup', 'run'],
      ['exec puma', 'run'],
      ['exec jekyll serve', 'run'],
      ['exec jekyll build', 'build'],
      ['exec rubocop', 'lint'],
      ['exec standardrb', 'lint'],
      ['exec brakeman', 'lint'],
      ['install', 'setup'],
    ],
  },
  {
    tools: ['rake'],
    manifest: /^[Rr]akefile(?:\.rb)?$/,
    verbs: [
      ['test', 'test'],
      ['spec', 'test'],
      ['build', 'build'],
      ['rubocop', 'lint'],
    ],
  },
  {
    tools: ['rails', 'bin/rails', './bin/rails'],
    manifest: /^config\.ru$/,
    verbs: [
      ['server', 'run'],
      ['s', 'run'],
      ['test', 'test'],
      ['db:prepare', 'setup'],
      ['db:setup', 'setup'],
      ['db:create', 'setup'],
      ['db:migrate', 'setup'],
      ['db:seed', 'setup'],
    ],
  },
  {
    tools: ['jekyll'],
    manifest: /^_config\.ya?ml$/,
    verbs: [
      ['serve', 'run'],
      ['build', 'build'],
    ],
  },
]
