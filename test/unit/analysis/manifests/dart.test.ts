import { describe, expect, it } from 'vitest'
import { dart } from '../../../../src/analysis/manifests/dart'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const APP = {
  'pubspec.yaml':
    'name: harbour\ndescription: Shows tides.\npublish_to: none\nversion: 1.0.0+3\nenvironment:\n  sdk: ^3.5.0\ndependencies:\n  flutter:\n    sdk: flutter\n',
  'lib/main.dart': '',
  'android/app/build.gradle': '',
  'ios/Runner/Info.plist': '',
}
const builds = (files: Record<string, string>) => said(contributionOf(dart, files), 'build')

describe('platforms of a Flutter application', () => {
  it('are its folders, but the web only where somebody builds for it', () => {
    const web = { ...APP, 'web/index.html': '' }
    expect(builds(web)).toEqual(['flutter build apk', 'flutter build ios'])
    expect(builds({ ...web, '.github/workflows/ci.yml': '- run: flutter build web\n' })).toContain('flutter build web')
    expect(contributionOf(dart, web).packages?.[0]?.kinds).toEqual(['mobile-app'])
  })

  it('leave out a single desktop beside the telephones, unless a package is for desktops', () => {
    const linux = { ...APP, 'linux/CMakeLists.txt': 'set(BINARY_NAME "harbour")\n' }
    expect(contributionOf(dart, linux).packages?.[0]?.kinds).toEqual(['mobile-app'])
    expect(contributionOf(dart, linux).binaries).toEqual([])
    const meant = contributionOf(dart, { ...linux, 'pubspec.yaml': `${APP['pubspec.yaml']}  window_manager: ^0.4.0\n` })
    expect(meant.packages?.[0]?.kinds).toEqual(['mobile-app', 'desktop-app'])
    expect(meant.binaries).toMatchObject([{ name: 'harbour' }])
  })
})

describe('flavours of a Flutter application', () => {
  const flavored = {
    ...APP,
    'android/app/build.gradle':
      'android {\n  productFlavors {\n    production {\n    }\n    development {\n    }\n  }\n}\n',
    'lib/main_development.dart': '',
    'lib/main_production.dart': '',
    'lib/main.dart': undefined,
  }
  const files = Object.fromEntries(Object.entries(flavored).filter(([, text]) => text !== undefined)) as Record<
    string,
    string
  >

  it('are told to Flutter with the entry of their name', () => {
    const found = contributionOf(dart, files)
    expect(said(found, 'run')).toEqual(['flutter run --flavor development -t lib/main_development.dart'])
    // iOS has no scheme of the flavour's name: there the option fails.
    expect(said(found, 'build')).toEqual([
      'flutter build apk --flavor production -t lib/main_production.dart',
      'flutter build ios -t lib/main_production.dart',
    ])
  })

  it('need no telling where the manifest names a default', () => {
    const found = contributionOf(dart, {
      ...files,
      'lib/main.dart': '',
      'pubspec.yaml': `${APP['pubspec.yaml']}flutter:\n  default-flavor: development\n`,
    })
    expect(said(found, 'run')).toEqual(['flutter run'])
  })
})

describe('a package', () => {
  const manifest = (more: string) =>
    `name: tides\ndescription: Heights of the tide.\nversion: 1.0.0\n${more}environment:\n  sdk: ^3.5.0\n`
  it('is added from pub.dev only where something shows that it is there', () => {
    const bare = { 'pubspec.yaml': manifest(''), 'lib/tides.dart': '' }
    expect(said(contributionOf(dart, bare), 'install')).toEqual([])
    const shown = {
      ...bare,
      'README.md': '[![pub](https://img.shields.io/pub/v/tides)](https://pub.dev/packages/tides)\n',
    }
    expect(said(contributionOf(dart, shown), 'install')).toEqual(['dart pub add tides'])
    const hidden = { ...shown, 'pubspec.yaml': manifest('publish_to: none\n') }
    expect(said(contributionOf(dart, hidden), 'install')).toEqual([])
  })

  it('is tested only with a library that runs tests, by the tool that it needs', () => {
    const files = { 'pubspec.yaml': manifest(''), 'lib/tides.dart': '', 'test/a_test.dart': '' }
    expect(said(contributionOf(dart, files), 'test')).toEqual([])
    const plain = { ...files, 'pubspec.yaml': `${manifest('')}dev_dependencies:\n  test: any\n` }
    expect(said(contributionOf(dart, plain), 'test')).toEqual(['dart test'])
    const widgets = {
      ...files,
      'pubspec.yaml': `${manifest('')}dev_dependencies:\n  flutter_test:\n    sdk: flutter\n`,
    }
    expect(said(contributionOf(dart, widgets), 'test')).toEqual(['flutter test'])
  })

  it('is no dependency of its neighbours', () => {
    const found = contributionOf(dart, {
      'packages/tides/pubspec.yaml': manifest(''),
      'packages/tides_flutter/pubspec.yaml': `name: tides_flutter\ndependencies:\n  tides: ^1.0.0\n  bloc: ^9.0.0\n`,
    })
    expect(dependencies(found, 'runtime')).toEqual(['bloc@^9.0.0'])
    expect(sourcesOf(found)).not.toContain('')
  })
})

describe('Melos', () => {
  const found = contributionOf(dart, {
    'melos.yaml':
      'name: tides\npackages:\n  - packages/**\nscripts:\n  analyze:\n    exec: dart analyze\n  format:\n    exec: dart format --set-exit-if-changed .\n  build:example:apk:\n    run: flutter build apk\n  publish-dry-run:\n    exec: dart pub publish --dry-run\n  test:\n    run: melos exec dart test\n',
    'packages/tides/pubspec.yaml': 'name: tides\n',
    'packages/tides/lib/tides.dart': '',
    'packages/tides/example/pubspec.yaml': 'name: tides_example\n',
  })

  it('links the packages that its patterns name, and runs the scripts that do not release', () => {
    expect(found.packages?.[0]?.members).toEqual(['packages/tides', 'packages/tides/example'])
    expect(said(found, 'setup')).toEqual(['dart pub global activate melos', 'melos bootstrap'])
    expect(said(found, 'test')).toEqual(['melos run test'])
    expect(said(found, 'run')).toEqual([])
    expect(said(found, 'build')).toEqual([])
    expect(said(found, 'lint')).toEqual(['melos run analyze', 'melos run format', 'packages/tides: dart analyze'])
  })
})
