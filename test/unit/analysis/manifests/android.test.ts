import { describe, expect, it } from 'vitest'
import { java } from '../../../../src/analysis/manifests/java'
import { contributionOf, said } from './contribution'

const SETTINGS = { 'settings.gradle.kts': 'include(":app")\n', gradlew: '' }
const application = (android: string, plugins = 'id("com.android.application")') => ({
  ...SETTINGS,
  'app/build.gradle.kts': `plugins {\n  ${plugins}\n}\nandroid {\n${android}\n}\n`,
  'app/src/test/java/ATest.kt': '',
})
const FLAVORS = `flavorDimensions += listOf("tier", "store")
  productFlavors {
    create("play") { dimension = "store" }
    create("free") { dimension = "tier" }
    create("paid") { dimension = "tier"; isDefault = true }
  }`

describe('tasks of an Android application', () => {
  it('without flavours are those of the debug build', () => {
    const found = contributionOf(java, application(''))
    expect(said(found, 'build')).toEqual(['./gradlew assembleDebug'])
    expect(said(found, 'run')).toEqual(['./gradlew installDebug'])
    expect(said(found, 'test')).toEqual(['./gradlew test', './gradlew testDebugUnitTest'])
  })

  it('name a flavour of each dimension in the order of the dimensions, the default before the first', () => {
    const found = contributionOf(java, application(FLAVORS))
    expect(said(found, 'build')).toEqual(['./gradlew assemblePaidPlayDebug'])
    expect(said(found, 'test')).toEqual(['./gradlew testPaidPlayDebugUnitTest'])
  })

  it('name the flavour that CI builds, and one that an applied script declares', () => {
    const files = {
      ...SETTINGS,
      'app/build.gradle': "apply plugin: 'com.android.application'\napply from: '../flavors.gradle'\n",
      'flavors.gradle': 'android {\n  productFlavors {\n    play {\n    }\n    free {\n    }\n  }\n}\n',
    }
    const plain = contributionOf(java, files)
    expect(said(plain, 'build')).toEqual(['./gradlew assemblePlayDebug'])
    expect(plain.commands?.find(({ group }) => group === 'build')?.sources).toEqual([
      { path: 'flavors.gradle', line: 3 },
    ])
    const called = { ...files, '.github/workflows/ci.yml': '- run: ./gradlew :app:assembleFreeDebug\n' }
    expect(said(contributionOf(java, called), 'build')).toEqual(['./gradlew assembleFreeDebug'])
  })

  it('are only those that exist whatever a convention plugin adds, unless a guide names its flavour', () => {
    const files = {
      ...SETTINGS,
      'app/build.gradle.kts': 'plugins {\n  id("acme.application")\n}\n',
      'app/src/main/AndroidManifest.xml': '',
      'build-logic/build.gradle.kts':
        'gradlePlugin {\n  plugins {\n    register("a") {\n      id = "acme.application"\n      implementationClass = "PluginApplication"\n    }\n  }\n}\n',
      'build-logic/src/main/kotlin/PluginApplication.kt':
        'class PluginApplication {\n  fun a() { plugins { alias(libs.plugins.android) } }\n}\n',
      'gradle/libs.versions.toml': '[plugins]\nandroid = { id = "com.android.application", version = "8.9.0" }\n',
    }
    const found = contributionOf(java, files)
    expect(said(found, 'build')).toEqual(['./gradlew assembleDebug'])
    expect(said(found, 'run')).toEqual([])
    const guided = contributionOf(java, { ...files, 'README.md': 'Run `./gradlew testDemoDebug`.\n' })
    expect(said(guided, 'run')).toEqual(['./gradlew installDemoDebug'])
    expect(said(guided, 'test')).toEqual(['./gradlew testDemoDebug'])
  })
})

describe('Kotlin', () => {
  const script = (plugins: string) => ({
    'build.gradle.kts': `plugins {\n  ${plugins}\n}\n`,
    'src/main/kotlin/A.kt': '',
  })
  const runtimes = (files: Record<string, string>) =>
    contributionOf(java, files).runtimes?.filter(({ name }) => name === 'kotlin')

  it('has the version of its plugin, wherever that is written', () => {
    const catalogue =
      '[versions]\nkotlin = "2.2.0"\n[plugins]\nkotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }\n'
    expect(runtimes({ ...script('id("acme.jvm")'), 'gradle/libs.versions.toml': catalogue })).toEqual([
      { name: 'kotlin', constraint: '2.2.0', sources: [{ path: 'gradle/libs.versions.toml', line: 4 }] },
    ])
    const older =
      'buildscript {\n  ext.kotlin_version = \'1.9.24\'\n  dependencies {\n    classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlin_version"\n  }\n}\n'
    expect(runtimes({ 'build.gradle': older, 'src/main/kotlin/A.kt': '' })).toMatchObject([{ constraint: '1.9.24' }])
  })

  it('for several platforms is run where a program of each begins, and not where a library tests itself', () => {
    const multiplatform = `plugins {
  id("org.jetbrains.kotlin.multiplatform")
  id("org.jetbrains.compose")
}
kotlin {
  wasmJs { browser(); binaries.executable() }
}
compose.desktop { application { mainClass = "MainKt" } }
`
    const files = { ...SETTINGS, 'app/build.gradle.kts': multiplatform, 'app/src/commonMain/kotlin/A.kt': '' }
    const found = contributionOf(java, files)
    expect(said(found, 'run')).toEqual(['./gradlew :app:run', './gradlew :app:wasmJsBrowserDevelopmentRun'])
    expect(found.packages?.[1]?.kinds).toEqual(['desktop-app', 'web-app'])
    const library = multiplatform.replace('plugins {', 'plugins {\n  id("maven-publish")')
    const published = contributionOf(java, { ...files, 'app/build.gradle.kts': library })
    expect(said(published, 'run')).toEqual([])
    expect(published.packages?.[1]?.kinds).toEqual(['library'])
  })
})
