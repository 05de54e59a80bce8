import { describe, expect, it } from 'vitest'
import { swift } from '../../../../src/analysis/manifests/swift'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const manifest = (body: string) =>
  `// swift-tools-version:5.9\nimport PackageDescription\n\nlet package = Package(\n    name: "Tides",\n${body}\n)\n`

describe('a Swift package', () => {
  it('lists what it needs by the addresses of the packages, comments and variables read as Swift does', () => {
    const found = contributionOf(swift, {
      'Package.swift': `${manifest('    dependencies: packages,\n    targets: [.target(name: "Tides", dependencies: [.product(name: "Vapor", package: "vapor")])]')}
// .package(url: "https://github.com/acme/commented.git", from: "1.0.0")
let packages: [Package.Dependency] = [
    .package(url: "https://github.com/vapor/vapor.git", from: "4.100.0"), // (the framework]
    .package(url: "https://github.com/acme/main.git", branch: "main"),
]
`,
      'Sources/Tides/a.swift': '',
    })
    expect(dependencies(found, 'runtime')).toEqual(['vapor@>=4.100.0', 'main'])
    expect(found.dependencies?.[0]?.sources).toEqual([{ path: 'Package.swift', line: 12 }])
    expect(sourcesOf(found)).not.toContain('')
  })

  it('has the programs that it offers; where it offers a library, its other executables are for itself', () => {
    const targets = '    targets: [.target(name: "Tides"), .executableTarget(name: "generate-docs")]'
    const library = contributionOf(swift, {
      'Package.swift': manifest(`    products: [.library(name: "Tides", targets: ["Tides"])],\n${targets}`),
    })
    expect(library.packages?.[0]?.kinds).toEqual(['library'])
    expect(library.binaries).toEqual([])
    expect(said(library, 'run')).toEqual([])
    const program = contributionOf(swift, {
      'Package.swift': manifest('    targets: [.executableTarget(name: "tides")]'),
      'Sources/tides/main.swift': '',
    })
    expect(program.binaries).toMatchObject([{ name: 'tides' }])
    expect(said(program, 'run')).toEqual(['swift run'])
  })

  it('is not built by the package manager alone where it has no desktop platform', () => {
    const found = contributionOf(swift, {
      'Package.swift': manifest(
        '    platforms: [.iOS(.v15)],\n    products: [.library(name: "Tides", targets: ["Tides"])],\n    targets: [.target(name: "Tides"), .testTarget(name: "TidesTests")]',
      ),
      'Tests/TidesTests/a.swift': '',
    })
    expect(said(found, 'build')).toEqual(["xcodebuild -scheme Tides -destination 'generic/platform=iOS' build"])
    expect(said(found, 'test')).toEqual([])
  })

  it('that serves is a service', () => {
    const found = contributionOf(swift, {
      'Package.swift': manifest(
        '    dependencies: [.package(url: "https://github.com/vapor/vapor.git", from: "4.0.0")],\n    targets: [.executableTarget(name: "App")]',
      ),
    })
    expect(found.packages?.[0]?.kinds).toEqual(['service'])
  })

  it('is added by the line of its README, never by that of another package there', () => {
    const files = {
      'Package.swift': manifest(
        '    products: [.library(name: "Tides", targets: ["Tides"])],\n    targets: [.target(name: "Tides")]',
      ),
      'README.md': '```swift\n.package(url: "https://github.com/acme/other.git", from: "1.0.0"),\n```\n',
    }
    expect(said(contributionOf(swift, files, 'tides'), 'install')).toEqual([])
    const own = files['README.md'].replace('other', 'tides')
    expect(said(contributionOf(swift, { ...files, 'README.md': own }, 'tides'), 'install')).toEqual([
      '.package(url: "https://github.com/acme/tides.git", from: "1.0.0")',
    ])
  })

  it('that never closes its brackets is read in no time', () => {
    const hostile = `let package = Package(name: "T", targets: ${'['.repeat(60_000)}`
    contributionOf(swift, { 'Package.swift': hostile })
    contributionOf(swift, { 'Package.swift': `Package(name: "T", targets: [${'.target(name: "a", '.repeat(3000)}` })
  })
})

describe('an Xcode project', () => {
  const PROJECT =
    'productType = "com.apple.product-type.application";\nSDKROOT = macosx;\nMACOSX_DEPLOYMENT_TARGET = 14.0;\n'
  it('is built and tested by its shared scheme only', () => {
    const files = {
      'Tides.xcodeproj/project.pbxproj': `${PROJECT}productType = "com.apple.product-type.bundle.unit-test";\n`,
    }
    const bare = contributionOf(swift, files)
    expect(said(bare, 'run')).toEqual(['open Tides.xcodeproj'])
    expect(said(bare, 'build')).toEqual([])
    const shared = contributionOf(swift, { ...files, 'Tides.xcodeproj/xcshareddata/xcschemes/Tides.xcscheme': '' })
    expect(said(shared, 'build')).toEqual(['xcodebuild -project Tides.xcodeproj -scheme Tides build'])
    expect(said(shared, 'test')).toEqual(['xcodebuild -project Tides.xcodeproj -scheme Tides test'])
    expect(shared.packages?.[0]?.kinds).toEqual(['desktop-app'])
  })

  it('in the platform folder of a Flutter or React Native application belongs to that', () => {
    for (const owner of ['pubspec.yaml', 'package.json'])
      expect(
        contributionOf(swift, { [owner]: '{}', 'ios/Podfile': '', 'ios/Runner.xcodeproj/project.pbxproj': PROJECT }),
      ).toMatchObject({ packages: [], commands: [] })
  })

  it('that a tool writes is written first', () => {
    const found = contributionOf(swift, {
      'project.yml':
        'name: Tides\npackages:\n  Yams:\n    url: https://github.com/jpsim/Yams\n    from: 5.0.0\ntargets:\n  Tides:\n    type: application\n    platform: iOS\n',
    })
    expect(said(found, 'setup')).toEqual(['xcodegen generate'])
    expect(found.packages?.[0]?.kinds).toEqual(['mobile-app'])
    expect(dependencies(found, 'runtime')).toEqual(['Yams@5.0.0'])
  })
})

describe('lanes of fastlane', () => {
  it('are said where they need nothing: not those that take options or settings of the service', () => {
    const lane = (name: string) => `platform :ios do\n  lane :${name}\n    scan\n  end\nend\n`
    const tests = (text: string) =>
      said(
        contributionOf(swift, { 'Package.swift': manifest('    targets: []'), 'fastlane/Fastfile': text }),
        'test',
      ).filter((command) => command.includes('fastlane'))
    expect(tests(lane('tests do'))).toEqual(['fastlane ios tests'])
    expect(tests(lane('test do |options|'))).toEqual([])
    expect(tests(lane('test_ci do'))).toEqual([])
  })
})
