import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/analysis/linguist/classify'
import { forHeuristics, headOf } from '../../../src/analysis/linguist/head'

const encoder = new TextEncoder()

describe('what heuristics see', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '\r', '\t', ' ', '\f', '\u00a0', 'word'),
    fc
      .tuple(fc.constantFrom(' ', '\t', '\n', '\v', 'x'), fc.constantFrom(39, 40, 41, 42, 999, 1000, 1001))
      .map(([one, count]) => one.repeat(count)),
  )
  const cut = (text: string) =>
    text
      .replace(/\r(?!\n)/g, '\n')
      .split('\n')
      .map((line) => line.slice(0, 1000))
      .join('\n')
      .replace(/[ \t]{41,}/g, ' '.repeat(40))
      .replace(/[\n\r\f\v][ \t\n\r\f\v]{40,}\n/g, '\n'.repeat(40))

  test('is cut alike, whether or not there is anything to cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        expect(forHeuristics({ text, whole: true })).toBe(cut(text))
      }),
      { numRuns: 2000 },
    )
  })
})

function language(path: string, content: string): string[] {
  const bytes = encoder.encode(content)
  return classify(path, headOf(bytes, bytes.length)).map(({ name }) => name)
}

describe('modelines', () => {
  test.each([
    ['Emacs, short', 'a.h', '/* -*- C++ -*- */', 'C++'],
    ['Emacs, with variables', 'x.unknown', '# -*- coding: utf-8; mode: ruby; tab-width: 2 -*-', 'Ruby'],
    ['Vim, first form', 'x.unknown', '# vim: ts=4 ft=python', 'Python'],
    ['Vim, second form', 'x.unknown', '/* vim: set sw=2 filetype=c: */', 'C'],
    ['Vim with a version', 'x.unknown', '# vim>600: syntax=perl', 'Perl'],
    ['in the last lines', 'x.unknown', `${'line\n'.repeat(50)}# vi: ft=sh\n`, 'Shell'],
  ])('%s', (_, path, content, expected) => {
    expect(language(path, content)).toEqual([expected])
  })

  test.each([
    ['\n', ''],
    ['\n', '\n'],
    ['\r\n', '\r\n'],
    ['\r', ''],
  ])('stand in the first or last five lines, ended by %j and at last by %j', (end, last) => {
    for (let count = 1; count <= 14; count++)
      for (let at = 0; at < count; at++) {
        const lines = Array.from({ length: count }, (_, line) => (line === at ? '# vim: ft=python' : 'a'))
        const expected = at < 5 || at >= count - 5 ? ['Python'] : []
        expect(language('x.unknown', lines.join(end) + last), `line ${at + 1} of ${count}`).toEqual(expected)
      }
  })

  test('words that only look like one say nothing', () => {
    expect(language('x.unknown', 'index: ft=python\nnavim:ft=perl')).toEqual([])
    expect(language('x.unknown', '# vim: set ft=python')).toEqual([])
    expect(language('x.unknown', '# vim: titlestring=\\ ft=python')).toEqual([])
    expect(language('x.unknown', `${'a\n'.repeat(6)}# vim: ft=python\n${'a\n'.repeat(6)}`)).toEqual([])
  })
})

describe('shebangs', () => {
  test.each([
    ['#!/bin/bash', 'Shell'],
    ['#!/usr/bin/env python3.11', 'Python'],
    ['#!/usr/bin/env -S A=1 perl -w', 'Perl'],
    ['#! /usr/bin/ruby -w', 'Ruby'],
    ['#!/bin/sh\nexec tclsh "$0" "$@"', 'Tcl'],
  ])('%s', (line, expected) => {
    expect(language('tool', `${line}\n`)[0]).toBe(expected)
  })

  test('Node.js runs TypeScript by the name of a file only', () => {
    const line = '#!/usr/bin/env node\n'
    expect(language('bin/cli', line)).toEqual(['JavaScript'])
    expect(language('cli.mts', line)).toEqual(['TypeScript'])
  })

  test('a file without one and without an extension is of no language', () => {
    expect(language('tool', 'plain text\n')).toEqual([])
    expect(language('tool', '#!\n')).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['CMakeLists.txt', 'CMake'],
    ['Rakefile', 'Ruby'],
    ['a/b/Dockerfile', 'Dockerfile'],
    ['x.F90', 'Fortran Free Form'],
    ['y.blade.php', 'Blade'],
    ['z.html.erb', 'HTML+ERB'],
    ['a.sol', undefined],
    ['a.unknown', undefined],
  ])('%s', (path, expected) => {
    expect(language(path, '')[0]).toBe(expected)
  })
})

describe('content decides between the languages of an extension', () => {
  test.each([
    ['a.h', '@interface A\n@end\n', 'Objective-C'],
    ['a.h', '#include <string>\n', 'C++'],
    ['a.pl', 'use strict;\n', 'Perl'],
    ['a.pl', ':- module(a, [b/1]).\n', 'Prolog'],
    ['a.sol', 'pragma solidity ^0.8.0;\n', 'Solidity'],
    ['a.ts', '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS>\n', 'XML'],
    ['a.ts', 'const a: number = 1\n', 'TypeScript'],
    ['a.m', 'function y = f(x)\n% comment\nend\n', 'MATLAB'],
    ['a.v', '`define A\nalways @(posedge c)\n', 'Verilog'],
    ['a.1', '.TH LS 1\n.SH NAME\n', 'Roff Manpage'],
    ['a.frag', '#version 330\nvoid main() {}\n', 'GLSL'],
    ['memory.x', 'MEMORY\n{\n  FLASH : ORIGIN = 0x0, LENGTH = 256K\n}\n', 'Linker Script'],
    ['rules.pro', '# For OkHttp\n-dontwarn javax.annotation.**\n', 'Proguard'],
    ['proguard-rules.pro', '# Add project specific ProGuard rules here.\n', 'Proguard'],
    ['a.pro', 'pro plot, x\n  print, x\nend\n', 'IDL'],
    ['a.spec', 'Name: a\nVersion: 1\n%description\n', 'RPM Spec'],
  ])('%s: %j', (path, content, expected) => {
    expect(language(path, content)).toEqual([expected])
  })
})
