import { describe, expect, it } from 'vitest'
import { native } from '../../../../src/analysis/manifests/native'
import { contributionOf, dependencies, said } from './contribution'

const MAIN = { 'src/main.cpp': 'int main() {}\n', 'src/lib.cpp': '', 'test/t.cpp': 'int main() {}\n' }
const cmake = (script: string, more: Record<string, string> = {}) =>
  contributionOf(native, { 'CMakeLists.txt': script, ...MAIN, ...more }, 'tides')

describe('what CMake would do, by the defaults of its options', () => {
  it('tests are run as they are where they are on, with their option where it is off, and not where none are', () => {
    const script = (value: string) =>
      `project(tides CXX)\noption(T "" ${value})\nif(T)\nenable_testing()\nadd_executable(t test/t.cpp)\nadd_test(NAME t COMMAND t)\nendif()\n`
    expect(said(cmake(script('ON')), 'test')).toEqual(['ctest --test-dir build'])
    expect(said(cmake(script('OFF')), 'test')).toEqual([
      'cmake -S . -B build -DT=ON && cmake --build build && ctest --test-dir build',
    ])
    expect(said(cmake('project(tides CXX)\nadd_executable(tides src/main.cpp)\n'), 'test')).toEqual([])
  })

  it('tests of another system, and in comments, are none', () => {
    const found = cmake(
      'project(tides CXX)\nif(WIN32)\nenable_testing()\nadd_test(NAME a COMMAND a)\nendif()\n#[[ enable_testing()\nadd_test(NAME a COMMAND a) ]]\n',
    )
    expect(said(found, 'test')).toEqual([])
  })

  it('tests that only their own folder enables are looked for there', () => {
    const found = cmake('project(tides CXX)\nadd_subdirectory(test)\n', {
      'test/CMakeLists.txt': 'enable_testing()\nadd_test(NAME a COMMAND a)\n',
    })
    expect(said(found, 'test')).toEqual(['ctest --test-dir build/test'])
  })

  it('programs that the build runs itself, of examples and of tests are no binaries', () => {
    const found = cmake(
      'project(tides CXX)\nadd_executable(tides src/main.cpp)\nadd_executable(tides-gen src/lib.cpp)\nadd_executable(tides_test test/t.cpp)\nadd_executable(ext IMPORTED)\nadd_subdirectory(examples)\n',
      { 'examples/CMakeLists.txt': 'add_executable(show show.cpp)\nfind_package(SDL2 REQUIRED)\n' },
    )
    expect(found.binaries?.map(({ name, entry }) => [name, entry])).toEqual([['tides', 'src/main.cpp']])
    expect(found.dependencies).toEqual([])
    expect(said(found, 'run')).toEqual(['./build/tides'])
  })

  it('a value that it cannot know is not said', () => {
    const found = cmake(
      'file(READ VERSION V)\nproject(tides VERSION ${V} LANGUAGES CXX)\nfind_package(${BACKEND} REQUIRED)\n',
    )
    expect(found.packages?.[0]?.version).toBeNull()
    expect(found.dependencies).toEqual([])
  })

  it('a loop and functions that call each other end', () => {
    const script =
      'project(tides CXX)\nfunction(a)\nb()\nendfunction()\nfunction(b)\na()\nendfunction()\na()\nforeach(i IN LISTS X)\na()\nendforeach()\n'
    expect(said(cmake(script), 'build')).toEqual(['cmake -S . -B build && cmake --build build'])
  })

  it('a preset is named only where it is for the reader and shown', () => {
    const presets = (name: string, more = '') =>
      `{"version":6,"configurePresets":[{"name":"base","hidden":true},{"name":"${name}"${more}}],"buildPresets":[{"name":"b","configurePreset":"${name}"}]}`
    const script = 'project(tides CXX)\nadd_executable(tides src/main.cpp)\n'
    expect(said(cmake(script, { 'CMakePresets.json': presets('release') }), 'build')[0]).toBe(
      'cmake --preset release && cmake --build --preset b',
    )
    const windows = ',"condition":{"type":"equals","lhs":"${hostSystemName}","rhs":"Windows"}'
    expect(said(cmake(script, { 'CMakePresets.json': presets('release', windows) }), 'build')).toEqual([
      'cmake -S . -B build && cmake --build build',
    ])
  })

  it('a build that another tool drives is not called by itself', () => {
    const found = cmake('include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(tides)\n')
    expect(said(found, 'build')).toEqual(['idf.py build'])
    expect(found.frameworks?.map(({ name }) => name)).toEqual(['ESP-IDF'])
  })
})

describe('whose build it is', () => {
  it('the extension of a Python package and the configure of an R package say nothing', () => {
    const build = { 'CMakeLists.txt': 'project(ext CXX)\n', 'src/ext.cpp': '' }
    const python = { 'pyproject.toml': '[build-system]\nrequires = ["scikit-build-core"]\n', 'pkg/__init__.py': '' }
    expect(contributionOf(native, { ...build, ...python }).commands ?? []).toEqual([])
    const r = { DESCRIPTION: 'Package: tides\n', configure: '', 'Makefile.in': '', 'src/a.c': '', 'src/b.c': '' }
    expect(contributionOf(native, r).commands ?? []).toEqual([])
  })

  it('a build file in a project of another language says nothing', () => {
    const files = { Makefile: 'all:\n\tgo build\n', 'main.go': '', 'a.go': '', 'b.go': '', 'shim.c': '' }
    expect(contributionOf(native, files).commands ?? []).toEqual([])
  })
})

describe('the other builds', () => {
  it('Autotools: the script that makes configure before it, none where it is checked in', () => {
    const files = { 'configure.ac': 'AC_INIT([tides],[1.2])\n', 'Makefile.am': 'bin_PROGRAMS = tides\n', 'tides.c': '' }
    expect(said(contributionOf(native, files), 'build')).toEqual(['autoreconf -fi && ./configure && make'])
    expect(said(contributionOf(native, { ...files, configure: '' }), 'build')).toEqual(['./configure && make'])
    expect(said(contributionOf(native, files), 'test')).toEqual([])
  })

  it('Make: a first target that only speaks builds nothing', () => {
    const make = (text: string) => said(contributionOf(native, { Makefile: text, 'tides.c': '' }), 'build')
    expect(make('tides: tides.c\n\t$(CC) -o $@ $<\n')).toEqual(['make'])
    expect(make('all:\n\t-@echo "run configure first"\n')).toEqual([])
    expect(make('help:\n\t@cat HELP\ntides: tides.c\n\tcc $<\n')).toEqual([])
  })

  it('Meson: tests of an option that is off are run with it on', () => {
    const files = (value: string) => ({
      'meson.build': "project('tides', 'c')\nif get_option('tests')\n  test('a', executable('a', 'a.c'))\nendif\n",
      'meson_options.txt': `option('tests', type: 'boolean', value: ${value})\n`,
      'a.c': '',
    })
    expect(said(contributionOf(native, files('true')), 'test')).toEqual(['meson test -C build'])
    expect(said(contributionOf(native, files('false')), 'test')).toEqual([
      'meson setup build -Dtests=true && meson test -C build',
    ])
  })

  it('Meson: the file for Unix stands for those of each system; a version that is not spelt out is none', () => {
    const found = contributionOf(native, {
      'meson.build':
        "project('tides', 'c')\nif darwin\n  main = files('main-mac.c')\nelse\n  main = files('main-unix.c')\nendif\nglib = dependency('glib-2.0', version : '>=' + needed)\nexecutable('tides', main, install: true)\n",
      'main-mac.c': '',
      'main-unix.c': '',
    })
    expect(found.binaries).toMatchObject([{ name: 'tides', entry: 'main-unix.c' }])
    expect(found.dependencies?.[0]).not.toHaveProperty('version')
  })

  it('vcpkg and Conan name what they fetch, each by its own registry', () => {
    const found = contributionOf(native, {
      'CMakeLists.txt': 'project(tides CXX)\n',
      'vcpkg.json':
        '{"name":"tides","dependencies":["fmt",{"name":"vcpkg-cmake","host":true},{"name":"zlib","version>=":"1.3"}]}',
      'conanfile.txt': '[requires]\nspdlog/1.14.1\n\n[generators]\nCMakeDeps\n',
      'a.cpp': '',
    })
    expect(dependencies(found, 'runtime')).toEqual(['fmt', 'zlib@>=1.3', 'spdlog@1.14.1'])
    expect(found.package_managers?.map(({ name }) => name)).toEqual(['vcpkg', 'conan'])
    expect(said(found, 'setup')).toEqual(['conan install . --build=missing'])
  })
})
