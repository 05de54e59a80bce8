import { describe, expect, it } from 'vitest'
import { scala } from '../../../../src/analysis/manifests/scala'
import { withoutComments } from '../../../../src/analysis/manifests/scala/source-text'
import { contributionOf, dependencies, said } from './contribution'

describe('an sbt build', () => {
  it('is read without its comments, its lines kept', () => {
    expect(withoutComments('a // "b"\n"// c" /* d\n */ e')).toBe('a       \n"// c"     \n    e')
    for (const part of ['"', '/*', '"""', '//', '"\\']) withoutComments(part.repeat(20_000))
  })

  it('follows names to versions, and writes the artifact as it is published', () => {
    const found = contributionOf(scala, {
      'build.sbt':
        'scalaVersion := V.scala\nlibraryDependencies ++= Seq("org.typelevel" %% "cats-core" % V.cats, "junit" % "junit" % "4.13.2" % Test)',
      'project/V.scala': 'object V { val scala = "3.3.3"; val cats = "2.12.0" }',
    })
    expect(dependencies(found, 'runtime')).toEqual(['org.typelevel:cats-core_3@2.12.0'])
    expect(dependencies(found, 'dev')).toEqual(['junit:junit@4.13.2'])
    expect(found.runtimes?.[0]).toMatchObject({ name: 'scala', constraint: '3.3.3' })
  })

  it('has the projects for members whose folders exist, each with its own name', () => {
    const found = contributionOf(scala, {
      'build.sbt':
        'lazy val root = (project in file(".")).aggregate(core)\nlazy val core = project.in(file("modules/core"))\ndef settings = Seq(name := "other")\nlazy val ghost = project\nlazy val cli = crossProject(JVMPlatform).in(file("cli")).settings(moduleName := "acme-cli", publish / skip := true)\n',
      'modules/core/src/main/scala/A.scala': '',
      'cli/jvm/src/main/scala/B.scala': '',
    })
    expect(found.packages?.[0]?.members).toEqual(['modules/core', 'cli'])
    expect(found.packages?.slice(1).map(({ name, private: hidden }) => [name?.value, hidden])).toEqual([
      ['core', false],
      ['acme-cli', true],
    ])
  })

  it('runs a file that begins a program, not one that is only named for it', () => {
    const build = 'libraryDependencies += "com.github.scopt" %% "scopt" % "4.1.0"'
    const at = (text: string) =>
      said(contributionOf(scala, { 'build.sbt': build, 'src/main/scala/Main.scala': text }), 'run')
    expect(at('final case class Main(name: String)')).toEqual([])
    expect(at('object Main extends App')).toEqual(['sbt run'])
  })

  it('checks the format with the plugin, or else with the tool', () => {
    const files = { 'build.sbt': 'version := "1.0"', '.scalafmt.conf': '' }
    expect(said(contributionOf(scala, files), 'lint')).toEqual(['scalafmt --check'])
    const plugin = { ...files, 'project/plugins.sbt': 'addSbtPlugin("org.scalameta" % "sbt-scalafmt" % "2.5.2")' }
    expect(said(contributionOf(scala, plugin), 'lint')).toEqual(['sbt scalafmtCheckAll'])
  })

  it('is installed by its own coordinates only', () => {
    const files = {
      'build.sbt': 'organization := "dev.acme"',
      'README.md': '"org.other" %% "thing" % "1.0"\n"dev.acme" %% "quay" % "1.2.0"',
    }
    expect(said(contributionOf(scala, files), 'install')).toEqual([
      'libraryDependencies += "dev.acme" %% "quay" % "1.2.0"',
    ])
  })
})

describe('Mill and Scala CLI', () => {
  it('are used where they are', () => {
    const mill = contributionOf(scala, {
      'build.mill': 'object quay extends ScalaModule { def scalaVersion = "3.3.3"\nobject test extends ScalaTests }',
    })
    expect(said(mill, 'test')).toEqual(['mill __.test'])
    expect(mill.runtimes?.[0]?.constraint).toBe('3.3.3')
    const cli = contributionOf(scala, {
      'project.scala': '//> using scala 3.4.2\n//> using dep com.lihaoyi::os-lib:0.10.3\n',
      'Main.scala': '',
    })
    expect(said(cli, 'run')).toEqual(['scala-cli run .'])
    expect(dependencies(cli, 'runtime')).toEqual(['com.lihaoyi:os-lib@0.10.3'])
  })
})
