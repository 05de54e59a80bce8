import { describe, expect, it } from 'vitest'
import { dotnet } from '../../../../src/analysis/manifests/dotnet'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const project = (body: string, sdk = 'Microsoft.NET.Sdk') => `<Project Sdk="${sdk}">\n${body}\n</Project>\n`
const properties = (all: Record<string, string>) =>
  `<PropertyGroup>${Object.entries(all)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</PropertyGroup>`
const packages = (...names: string[]) =>
  `<ItemGroup>${names.map((name) => `<PackageReference Include="${name}" Version="1.0.0" />`).join('')}</ItemGroup>`
const solution = (...paths: string[]) =>
  `<Solution>${paths.map((path) => `<Project Path="${path}" />`).join('')}</Solution>`

const LIBRARY = project(
  properties({ TargetFramework: 'net8.0', Description: 'Computes tides', PackageTags: 'sea', PackageId: 'Acme.Tides' }),
)
const TESTS = project(properties({ TargetFramework: 'net8.0' }) + packages('Microsoft.NET.Test.Sdk', 'xunit'))
const PROGRAM = project(properties({ TargetFramework: 'net8.0', OutputType: 'Exe' }))

describe('what dotnet is told to build', () => {
  const files = {
    'src/Tides/Tides.csproj': LIBRARY,
    'src/Tides/A.cs': '',
    'test/Tides.Tests/Tides.Tests.csproj': TESTS,
  }
  const both = solution('src/Tides/Tides.csproj', 'test/Tides.Tests/Tides.Tests.csproj')

  it('is nothing where one solution stands at the root', () => {
    const found = contributionOf(dotnet, { ...files, 'Tides.slnx': both })
    expect(said(found, 'build')).toEqual(['dotnet build'])
    expect(said(found, 'test')).toEqual(['dotnet test'])
    expect(sourcesOf(found)).not.toContain('')
  })
  it('is named where two files could be meant', () => {
    const found = contributionOf(
      dotnet,
      { ...files, 'Tides.slnx': both, 'Other.slnx': solution('src/Tides/Tides.csproj') },
      'tides',
    )
    expect(said(found, 'build')).toEqual(['dotnet build Tides.slnx'])
    expect(said(found, 'test')).toEqual(['dotnet test test/Tides.Tests'])
  })
  it('is the solution where one project beside it has its name', () => {
    const found = contributionOf(dotnet, {
      'Tides.csproj': LIBRARY,
      'A.cs': '',
      'Tides.sln': 'Project("{A}") = "Tides", "Tides.csproj", "{B}"\nEndProject\n',
    })
    expect(said(found, 'build')).toEqual(['dotnet build'])
  })
  it('is named by an option where the tests run on Microsoft.Testing.Platform', () => {
    const found = contributionOf(dotnet, {
      ...files,
      'global.json': '{ "test": { "runner": "Microsoft.Testing.Platform" } }',
      'src/Tides.slnx': solution('Tides/Tides.csproj', '../test/Tides.Tests/Tides.Tests.csproj'),
    })
    expect(said(found, 'test')).toEqual(['dotnet test --project test/Tides.Tests'])
  })
  it('is built by msbuild where the solution holds a project of the old format', () => {
    const found = contributionOf(dotnet, {
      'Old.sln': 'Project("{A}") = "Old", "Old\\Old.csproj", "{B}"\nEndProject\n',
      'Old/Old.csproj': `<Project ToolsVersion="15.0">${properties({ OutputType: 'WinExe', TargetFrameworkVersion: 'v4.7.2' })}</Project>`,
      'Old/Program.cs': '',
      'Old/packages.config': '<packages><package id="NLog" version="5.0.0" /></packages>',
    })
    expect(said(found, 'setup')).toEqual(['nuget restore Old.sln'])
    expect(said(found, 'build')).toEqual(['msbuild Old.sln'])
    expect(said(found, 'run')).toEqual([])
    expect(found.frameworks?.[0]?.name).toBe('.NET Framework')
    expect(found.runtimes).toMatchObject([{ name: 'dotnet-framework', constraint: '>=4.7.2' }])
    expect(dependencies(found, 'runtime')).toEqual(['NLog@5.0.0'])
  })
})

describe('what the solution brings together', () => {
  const found = contributionOf(
    dotnet,
    {
      'Acme.Tides.slnx': solution(
        'src/Tides/Tides.csproj',
        'bench/Tides.Bench/Tides.Bench.csproj',
        'samples/Demo/Demo.csproj',
        'gone/Gone.csproj',
      ),
      'Directory.Build.props': `<Project>${packages('MinVer')}</Project>`,
      'src/Tides/Tides.csproj': LIBRARY,
      'src/Tides/A.cs': '',
      'bench/Tides.Bench/Tides.Bench.csproj': project(packages('BenchmarkDotNet', 'NHibernate')),
      'samples/Demo/Demo.csproj': project(packages('Serilog')),
      'other/Other.csproj': project(packages('Polly')),
    },
    'Acme.Tides',
  )

  it('are its members, whatever part they play; missing ones are none', () => {
    expect(found.packages?.[0]?.members).toEqual(['src/Tides', 'bench/Tides.Bench', 'samples/Demo'])
  })
  it('are not what benchmarks and examples need, nor projects beside it', () => {
    const names = new Set(found.dependencies?.map(({ name }) => name))
    expect(names).toEqual(new Set(['MinVer']))
  })
})

describe('what is published', () => {
  it('is shown by what only the registry shows, where there is no application', () => {
    const files = { 'src/Tides/Tides.csproj': LIBRARY, 'src/Tides/A.cs': '' }
    expect(said(contributionOf(dotnet, files), 'install')).toEqual(['dotnet add package Acme.Tides'])
    const applied = { ...files, 'src/App/App.csproj': PROGRAM, 'src/App/Program.cs': '' }
    expect(said(contributionOf(dotnet, applied), 'install')).toEqual([])
    const shown = { ...applied, 'README.md': 'https://www.nuget.org/packages/Acme.Tides/' }
    expect(said(contributionOf(dotnet, shown), 'install')).toEqual(['dotnet add package Acme.Tides'])
  })
  it('is not shown by the name of a longer package', () => {
    const files = {
      'src/Tides/Tides.csproj': project(properties({ TargetFramework: 'net8.0', PackageId: 'Acme.Tides' })),
      'src/Tides/A.cs': '',
      'README.md': 'dotnet add package Acme.Tides.Extra',
    }
    expect(said(contributionOf(dotnet, files), 'install')).toEqual([])
  })
  it('is a tool by its command, or a template', () => {
    const tool = properties({
      OutputType: 'Exe',
      TargetFramework: 'net8.0',
      PackAsTool: 'true',
      ToolCommandName: 'tides',
      PackageId: 'Acme.Tides',
    })
    const found = contributionOf(dotnet, { 'src/Cli/Cli.csproj': project(tool), 'src/Cli/Program.cs': '' })
    expect(said(found, 'install')).toEqual(['dotnet tool install -g Acme.Tides'])
    expect(found.binaries?.map(({ name }) => name)).toEqual(['tides'])
  })
})

describe('programs', () => {
  it('with several targets are run with one of them, never one of .NET Framework', () => {
    const several = project(properties({ OutputType: 'Exe', TargetFrameworks: 'net48;net8.0;net9.0' }))
    expect(said(contributionOf(dotnet, { 'src/App/App.csproj': several, 'src/App/Program.cs': '' }), 'run')).toEqual([
      'dotnet run --project src/App -f net9.0',
    ])
  })
  it('beside a library that users get only try it out', () => {
    const found = contributionOf(
      dotnet,
      {
        'src/Tides/Tides.csproj': LIBRARY,
        'src/Tides/A.cs': '',
        'src/Viewer/Viewer.csproj': project('', 'Microsoft.NET.Sdk.Web'),
        'src/Viewer/Program.cs': '',
        'README.md': 'dotnet add package Acme.Tides',
      },
      'Acme.Tides',
    )
    expect(said(found, 'run')).toEqual([])
    expect(found.packages?.[0]?.kinds).toEqual(['library'])
  })
  it('are found by conditions and properties that other files set', () => {
    const found = contributionOf(dotnet, {
      'Directory.Build.props': `<Project>${properties({ Shared: 'net9.0' })}<PropertyGroup Condition="'$(MSBuildProjectName)' == 'App'"><OutputType>Exe</OutputType></PropertyGroup></Project>`,
      'src/App/App.csproj': project(properties({ TargetFramework: '$(Shared)' })),
      'src/App/Program.cs': '',
      'src/Lib/Lib.csproj': project(properties({ TargetFramework: '$(Shared)' })),
      'src/Lib/A.cs': '',
    })
    expect(said(found, 'run')).toEqual(['dotnet run --project src/App'])
    expect(found.runtimes).toMatchObject([{ name: 'dotnet', constraint: '>=9.0' }])
  })
})

describe('the environment', () => {
  const fixture = `class F { static string Get(string name, string other) => Environment.GetEnvironmentVariable(name) ?? other;
  string A => Get("TidesConnection", "Host=localhost"); string B => Get("Unset", "x"); }`
  const files = { 'src/Tides/Tides.csproj': LIBRARY, 'tests/T/DatabaseFixture.cs': fixture }

  it('of tests is what CI gives them, by methods that hand a name on', () => {
    const workflow = 'jobs:\n  a:\n    steps:\n      - run: dotnet test\n        env:\n          TidesConnection: x\n'
    const found = contributionOf(dotnet, { ...files, '.github/workflows/ci.yml': workflow })
    expect(found.environment?.map(({ name }) => name)).toEqual(['TidesConnection'])
    expect(contributionOf(dotnet, files).environment).toEqual([])
  })
})

describe('hostile project files', () => {
  it('that import themselves, or each other, end', () => {
    const found = contributionOf(dotnet, {
      'src/A/A.csproj': project('<Import Project="../B.props" /><Import Project="A.csproj" />'),
      'src/B.props': '<Project><Import Project="B.props" /><Import Project="A/A.csproj" /></Project>',
      'src/A/A.cs': '',
    })
    expect(found.package_managers).toHaveLength(1)
  })
  it('with conditions of great length are read in little time', () => {
    const condition = `'$(X)' == '' ${'or (!'.repeat(20_000)}`
    contributionOf(dotnet, {
      'A/A.csproj': project(`<PropertyGroup Condition="${condition}"><OutputType>Exe</OutputType></PropertyGroup>`),
      'A/A.cs': '',
    })
  })
})
