import type { ToolVerbs } from '../../ecosystem'

const MANIFEST = /^composer\.json$/

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['composer'],
    manifest: MANIFEST,
    verbs: [
      ['install', 'setup'],
      ['run setup', 'setup'],
      ['run dev', 'run'],
      ['run start', 'run'],
      ['run test', 'test'],
      ['test', 'test'],
      ['lint', 'lint'],
    ],
  },
  {
    tools: ['php'],
    manifest: /^(?:artisan|composer\.json|index\.php)$/,
    verbs: [
      ['artisan serve', 'run'],
      ['artisan test', 'test'],
      ['artisan migrate', 'setup'],
      ['artisan key:generate', 'setup'],
      ['bin/phpunit', 'test'],
      ['bin/console doctrine:migrations:migrate', 'setup'],
      ['-S', 'run'],
    ],
  },
  {
    tools: ['symfony'],
    manifest: MANIFEST,
    verbs: [
      ['serve', 'run'],
      ['server:start', 'run'],
      ['composer install', 'setup'],
    ],
  },
  {
    tools: ['vendor/bin/phpunit', 'vendor/bin/pest', 'vendor/bin/codecept', 'vendor/bin/behat'],
    manifest: MANIFEST,
    verbs: [['', 'test']],
  },
]
