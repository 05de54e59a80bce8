import { describe, expect, it } from 'vitest'
import { java } from '../../../../src/analysis/manifests/java'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const MAIN = 'src/main/java/org/acme/samples/clinic/ClinicApplication.java'
const PARENT = `<parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.3.2</version>
  </parent>`
const POM = `<?xml version="1.0"?>
<project>
  ${PARENT}
  <groupId>org.acme.samples</groupId>
  <artifactId>clinic</artifactId>
  <version>1.0.0-SNAPSHOT</version>
  <description>Keeps &amp; shows patients.</description>
  <properties>
    <java.version>17</java.version>
    <webjars.version>5.3.3</webjars.version>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency><groupId>org.managed</groupId><artifactId>never</artifactId><version>9</version></dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-web</artifactId>
    </dependency>
    <dependency>
      <groupId>org.webjars</groupId>
      <artifactId>bootstrap</artifactId>
      <version>\${webjars.version}</version>
    </dependency>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin>
    </plugins>
  </build>
</project>
`
const GRADLE = `plugins {
  id 'java'
  id 'org.springframework.boot' version '3.3.2'
  id 'com.diffplug.spotless' version '6.25.0' apply false
}
`
const CLINIC = {
  'pom.xml': POM,
  mvnw: { executable: '#!/bin/sh\n' },
  'build.gradle': GRADLE,
  'settings.gradle': "rootProject.name = 'clinic'\n",
  gradlew: { executable: '#!/bin/sh\n' },
  [MAIN]: '@SpringBootApplication\npublic class ClinicApplication {}\n',
  'src/main/resources/templates/index.html': '',
  'src/test/java/A.java': '',
}

describe('one application with a Maven and a Gradle build', () => {
  const found = contributionOf(java, CLINIC)

  it('has both managers, and the wrappers before the bare tools', () => {
    expect(found.package_managers?.map(({ name, manifest }) => [name, manifest])).toEqual([
      ['maven', 'pom.xml'],
      ['gradle', 'settings.gradle'],
    ])
    expect(said(found, 'build')).toEqual(['./mvnw package', './gradlew build'])
    expect(said(found, 'test')).toEqual(['./mvnw test', './gradlew test'])
    expect(said(found, 'run')).toEqual(['./mvnw spring-boot:run', './gradlew bootRun'])
    expect(said(found, 'install')).toEqual([])
  })

  it('says no task of a plugin that is only declared', () => {
    expect(said(found, 'lint')).toEqual([])
  })

  it('is one package, a web application to learn from, described by its POM', () => {
    expect(found.packages?.map(({ name, kinds }) => [name?.value, kinds])).toEqual([['clinic', ['web-app', 'sample']]])
    expect(found.packages?.[0]?.description?.value).toBe('Keeps & shows patients.')
    expect(found.packages?.[0]?.version?.value).toBe('1.0.0-SNAPSHOT')
    expect(found.entry_points).toEqual([
      { path: MAIN, what: 'Spring Boot application', sources: [{ path: MAIN, line: 1 }] },
    ])
  })

  it('resolves properties and the parent, and takes no managed dependency for one', () => {
    expect(dependencies(found, 'runtime')).toEqual([
      'org.springframework.boot:spring-boot-starter-web@3.3.2',
      'org.webjars:bootstrap@5.3.3',
    ])
    expect(dependencies(found, 'dev')).toEqual(['org.junit.jupiter:junit-jupiter'])
    expect(found.dependencies?.[1]).toMatchObject({
      purl: 'pkg:maven/org.webjars/bootstrap@5.3.3',
      sources: [{ path: 'pom.xml', line: 28 }],
    })
    expect(found.runtimes).toEqual([{ name: 'java', constraint: '>=17', sources: [{ path: 'pom.xml', line: 13 }] }])
  })

  it('says nothing without a source', () => {
    expect(sourcesOf(found)).not.toContain('')
  })
})

describe('Maven', () => {
  it('reads modules recursively, with what their parent in the tree manages', () => {
    const child = (name: string, more: string) =>
      `<project><parent><groupId>org.acme</groupId><artifactId>acme-parent</artifactId><version>2.0</version></parent><artifactId>${name}</artifactId>${more}</project>`
    const found = contributionOf(java, {
      'pom.xml': `<project><groupId>org.acme</groupId><artifactId>acme-parent</artifactId><version>2.0</version><packaging>pom</packaging>
<modules><module>core</module><module>tool</module><module>gone</module></modules>
<properties><maven.compiler.release>11</maven.compiler.release></properties>
<dependencyManagement><dependencies><dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><version>4.7.6</version></dependency></dependencies></dependencyManagement></project>`,
      'core/pom.xml': child('acme-core', ''),
      'core/src/test/java/T.java': '',
      'tool/pom.xml': child(
        'acme-tool',
        '<dependencies><dependency><groupId>org.acme</groupId><artifactId>acme-core</artifactId></dependency><dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId></dependency></dependencies>',
      ),
      'tool/src/main/java/org/acme/Main.java': 'class Main { public static void main(String[] a) {} }',
    })
    expect(found.packages?.map(({ directory, name, kinds }) => [directory, name?.value, kinds])).toEqual([
      ['.', undefined, []],
      ['core', 'acme-core', ['library']],
      ['tool', 'acme-tool', ['cli']],
    ])
    expect(found.packages?.[0]?.members).toEqual(['core', 'tool'])
    expect(dependencies(found, 'runtime')).toEqual(['info.picocli:picocli@4.7.6'])
    expect(said(found, 'build')).toEqual(['mvn package'])
    expect(said(found, 'test')).toEqual(['mvn test'])
    expect(found.runtimes).toMatchObject([{ constraint: '>=11', sources: [{ path: 'pom.xml', line: 3 }] }])
  })

  it('a circle of parents or modules ends', () => {
    const found = contributionOf(java, {
      'pom.xml': `<project><parent><artifactId>a</artifactId><relativePath>b/pom.xml</relativePath></parent><artifactId>a</artifactId><version>\${x}</version><properties><x>\${x}</x></properties><modules><module>b</module><module>.</module></modules></project>`,
      'b/pom.xml':
        '<project><parent><artifactId>a</artifactId></parent><artifactId>b</artifactId><modules><module>..</module></modules></project>',
    })
    expect(found.packages?.map(({ directory }) => directory)).toEqual(['.', 'b'])
    expect(found.packages?.[0]?.version).toBeNull()
  })
})

describe('hostile POMs', () => {
  it('names of the language itself are scopes and properties like any other', () => {
    const found = contributionOf(java, {
      'pom.xml': `<project><groupId>g</groupId><artifactId>a</artifactId><dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>\${constructor}</version><scope>constructor</scope></dependency></dependencies></project>`,
    })
    expect(found.dependencies).toMatchObject([{ name: 'x:y', scope: 'runtime', purl: 'pkg:maven/x/y' }])
  })

  it('properties that multiply each other do not grow without end', () => {
    const level = (n: number) => `<p${n}>${`\${p${n + 1}}`.repeat(200)}</p${n}>`
    const found = contributionOf(java, {
      'pom.xml': `<project><artifactId>a</artifactId><version>\${p0}</version><properties>${[0, 1, 2, 3, 4, 5, 6].map(level).join('')}<p7>x</p7></properties></project>`,
    })
    expect(found.packages?.[0]?.version).toBeNull()
  })
})

describe('Gradle', () => {
  it('reads includes, catalogues, aliases and both notations', () => {
    const found = contributionOf(java, {
      'settings.gradle.kts':
        'rootProject.name = "harbor"\ninclude(":api", ":server:web")\ninclude(\n  ":docs-samples",\n)\n// include(":ghost")\n',
      'gradle/libs.versions.toml': `[versions]
java = "21"
ktor = "2.3.12"
[libraries]
ktor-server-core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
logback = "ch.qos.logback:logback-classic:1.5.6"
[bundles]
logs = ["logback"]
[plugins]
ktor = { id = "io.ktor.plugin", version.ref = "ktor" }
`,
      gradlew: { executable: '' },
      'build.gradle.kts': 'plugins {\n  kotlin("jvm") version "2.0.0" apply false\n}\n',
      'api/build.gradle.kts':
        'plugins {\n    `java-library`\n}\ndependencies {\n    api("com.acme:base:1.2")\n    // api("com.acme:dead:1")\n    testImplementation(kotlin("test"))\n}\n',
      'api/src/main/java/A.java': '',
      'server/web/build.gradle.kts': `plugins {
    kotlin("jvm")
    alias(libs.plugins.ktor)
    application
}
dependencies {
    implementation(project(":api"))
    implementation(libs.ktor.server.core)
    runtimeOnly(libs.bundles.logs)
    annotationProcessor(group = "org.acme", name = "gen", version = "3")
}
java { toolchain { languageVersion.set(JavaLanguageVersion.of(libs.versions.java.get())) } }
`,
    })
    expect(dependencies(found, 'runtime')).toEqual([
      'com.acme:base@1.2',
      'io.ktor:ktor-server-core@2.3.12',
      'ch.qos.logback:logback-classic@1.5.6',
    ])
    expect(dependencies(found, 'dev')).toEqual(['org.jetbrains.kotlin:kotlin-test'])
    expect(dependencies(found, 'build')).toContain('org.acme:gen@3')
    expect(dependencies(found, 'build')).toContain('io.ktor.plugin:io.ktor.plugin.gradle.plugin@2.3.12')
    expect(found.packages?.map(({ directory, kinds }) => [directory, kinds])).toEqual([
      ['.', []],
      ['api', ['library']],
      ['server/web', ['service']],
    ])
    expect(said(found, 'run')).toEqual(['./gradlew :server:web:run'])
    expect(found.runtimes?.map(({ name, constraint }) => [name, constraint])).toEqual([
      ['java', '21'],
      ['kotlin', '2.0.0'],
    ])
  })

  it('an Android application with flavours is installed by the task of one: it has no task installDebug', () => {
    const app = (more: string) => ({
      'settings.gradle': "include ':app'\n",
      gradlew: '',
      'app/build.gradle': `plugins {\n  id 'com.android.application'\n}\nandroid {\n  defaultConfig { versionName "4.1" }\n${more}}\n`,
      'app/src/main/AndroidManifest.xml': '<manifest/>',
    })
    const plain = contributionOf(java, app(''))
    expect(said(plain, 'build')).toEqual(['./gradlew assembleDebug'])
    expect(said(plain, 'run')).toEqual(['./gradlew installDebug'])
    expect(plain.packages?.[1]).toMatchObject({ kinds: ['mobile-app'], version: { value: '4.1' } })
    expect(said(contributionOf(java, app('  productFlavors { play {} }\n')), 'run')).toEqual([
      './gradlew installPlayDebug',
    ])
  })

  it('the android folder of a Flutter or React Native project is not a build of its own', () => {
    const found = contributionOf(java, {
      'package.json': '{}',
      'android/settings.gradle': '',
      'android/build.gradle': '',
      'android/app/build.gradle': '',
    })
    expect(found).toEqual({})
  })

  it('follows convention plugins of the same build', () => {
    const found = contributionOf(java, {
      'settings.gradle.kts': 'include(":tool")\n',
      'build.gradle.kts': '',
      'buildSrc/src/main/kotlin/acme.app-conventions.gradle.kts':
        'plugins {\n  java\n  application\n}\njava { sourceCompatibility = JavaVersion.VERSION_1_8 }\n',
      'tool/build.gradle.kts': 'plugins {\n  id("acme.app-conventions")\n}\n',
    })
    expect(said(found, 'run')).toEqual(['gradle :tool:run'])
    expect(said(found, 'test')).toEqual(['gradle test'])
    expect(found.runtimes).toMatchObject([{ name: 'java', constraint: '>=1.8' }])
    expect(dependencies(found, 'build')).toEqual([])
  })

  it('broken and hostile scripts are read in time', () => {
    contributionOf(java, {
      'build.gradle': `plugins { ${'{'.repeat(30_000)}\n${'dependencies { implementation "'.repeat(3_000)}\n/*${'*'.repeat(50_000)}`,
      'settings.gradle': `include ${'"a", '.repeat(10_000)}`,
    })
  })
})

describe('what a Gradle build says elsewhere', () => {
  it('a convention plugin of a class gives the plugins that it applies, and no task of unseen flavours', () => {
    const found = contributionOf(java, {
      gradlew: '',
      'settings.gradle.kts': 'include(":app")\n',
      'app/build.gradle.kts': 'plugins {\n  id("kettle.app")\n}\n',
      'app/src/main/A.kt': '',
      'build-logic/convention/build.gradle.kts':
        'gradlePlugin { plugins { register("app") {\n  id = "kettle.app"\n  implementationClass = "AppPlugin"\n} } }\n',
      'build-logic/convention/src/main/kotlin/AppPlugin.kt':
        'class AppPlugin { fun a() { apply(plugin = "com.android.application") } }\n',
    })
    expect(said(found, 'build')).toEqual(['./gradlew assembleDebug'])
    expect(said(found, 'run')).toEqual([])
  })

  it('a block for one project of the root script is that project\u2019s, not the root\u2019s', () => {
    const found = contributionOf(java, {
      'settings.gradle': "include 'core', 'tool'\n",
      'build.gradle':
        "project(':core') {\n  apply plugin: 'java-library'\n  dependencies {\n    api 'a.b:c:1.0'\n  }\n}\n",
      'core/src/main/java/A.java': '',
    })
    expect(found.packages?.find(({ directory }) => directory === 'core')?.kinds).toEqual(['library'])
    expect(found.dependencies?.map(({ name, sources }) => [name, sources[0]?.line])).toEqual([['a.b:c', 4]])
  })
})
