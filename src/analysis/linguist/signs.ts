import type { Head } from './head'
import type { Language } from './registry'

/**
 * What tells languages apart where Linguist has no rule and asks its classifier. First match wins; a language that
 * is no candidate any more is passed over. Ours, from each language's own grammar; every pattern is anchored or
 * literal, so none goes beyond linear time.
 */
const SIGNS: readonly (readonly [extensions: string, language: string, sign: RegExp])[] = [
  ['.as', 'ActionScript', /^[ \t]*(?:package\b|import [\w.]+;|public (?:class|function)\b)|\bvar \w+ ?:/m],
  ['.as', 'AngelScript', /^[ \t]*(?:void|int|float|string|bool|class|funcdef|shared|mixin)\b/m],
  ['.ash', 'AGS Script', /^[ \t]*(?:#ifn?def|#define|import |struct )/m],
  ['.bf', 'Beef', /^[ \t]*(?:using|namespace|class) [\w.]/m],
  ['.bf', 'HyPhy', /^[ \t]*(?:#?include|function|fprintf|ExecuteAFile)\b|^[ \t]*\/\*/m],
  ['.bf', 'Brainfuck', /[+-]{4}|\[[-><]/],
  ['.bf', 'Befunge', /@/],
  ['.brd .sch', 'Eagle', /<eagle\b/],
  ['.brd', 'KiCad Legacy Layout', /^PCBNEW/m],
  ['.cake', 'CoffeeScript', /^[ \t]*task ['"]|[-=]>[ \t]*$/m],
  ['.cfg', 'INI', /^[ \t]*\[[^\]\n]{1,100}\]/m],
  ['.cfg', 'HAProxy', /^(?:global|defaults|frontend \S|backend \S|listen \S)/m],
  ['.cp', 'Component Pascal', /^[ \t]*MODULE\b/m],
  ['.cs', 'Smalltalk', /^!\w[\w ]* methodsFor:/m],
  ['.cue', 'Cue Sheet', /^[ \t]*(?:FILE ["\w]|TRACK \d|REM |PERFORMER )/m],
  ['.ddl .prc', 'PLSQL', /\bcreate or replace\b|\bvarchar2\b/i],
  ['.dsc', 'Debian Package Control File', /^(?:Format|Source|Binary|Architecture): /m],
  ['.dsc', 'DenizenScript', /^[ \t]*(?:type: ?\w|script:)/m],
  ['.fcgi', 'PHP', /<\?php/],
  [
    '.frag .fs .gs .shader .geo',
    'GLSL',
    /^[ \t]*#version\b|^[ \t]*(?:uniform|varying|precision|layout)\b|\bvoid main\b|\bgl_/m,
  ],
  ['.fx', 'HLSL', /\btechnique|\bfloat[234]\b|\bcbuffer\b|\bsampler\b/],
  ['.gs', 'Genie', /^(?:\[indent|init\b|uses\b|def \w)/m],
  ['.gs', 'Gosu', /^[ \t]*(?:uses|package|enhancement) [\w.]/m],
  ['.i', 'SWIG', /^%(?:module|include|\{)/m],
  [
    '.i .nas',
    'Assembly',
    /^[ \t]*(?:\.(?:globl|text|section|set|macro)\b|section\b|mov\b|jmp\b|lda\b|global\b|bits \d)/im,
  ],
  ['.inc', 'Pawn', /^[ \t]*(?:#tryinclude <|native |forward |stock )/m],
  ['.inc', 'C++', /^[ \t]*(?:template ?<|namespace\b|#[ \t]*(?:ifn?def|undef) [A-Z])|\bstd::/m],
  ['.inc', 'Pawn', /^[ \t]*#include </m],
  ['.inc', 'BitBake', /^[A-Z][A-Z0-9_]+(?::[\w-]+)? ?(?:\?\??|:|\+|\.)?= ?"|^require [\w./-]+\.inc$/m],
  ['.inc', 'SQL', /^[ \t]*(?:create|insert|select|drop|alter|let|replace)\b/im],
  ['.inc', 'HTML', /<(?:div|p|html|table|a|span|ul|head|script|h[1-6])\b/i],
  ['.inc', 'PHP', /^[ \t]*(?:function \w|class \w)|\$\w/m],
  ['.jq', 'JSONiq', /^[ \t]*(?:jsoniq version|let \$|for \$|module namespace)/m],
  ['.jq', 'jq', /^[ \t]*(?:def |#|\.)|\|/m],
  ['.ks', 'Kickstart', /^(?:%(?:packages|post|pre|end)|rootpw|bootloader|timezone|clearpart)\b/m],
  // The others have neither comments nor directives like C's.
  ['.m', 'Objective-C', /^[ \t]*(?:\/[/*]|#(?:import|include|if|define|pragma)\b)/m],
  ['.m', 'M', /^(?:[A-Z%][A-Z0-9]*(?:\([\w,]*\))?)?[ \t]+;/im],
  ['.m', 'MATLAB', /^[ \t]*(?:function\b[^;{]*$|end;?$|clc|clear|close all|\[?[\w, ]+\]? ?= ?[\w.]+\(.*\);?$)/m],
  ['.mm', 'Objective-C++', /^[ \t]*(?:#(?:import|include)|@\w|\/[/*])/m],
  ['.mo', 'Motoko', /^[ \t]*(?:actor\b|import \w+ (?:= )?"|module \w* ?\{|public (?:func|shared))/m],
  ['.mo', 'Modelica', /^[ \t]*(?:within|model|package|block|partial|connector|record)\b/m],
  ['.mod', 'Linux Kernel Module', /\.k?o\b/],
  ['.mod', 'AMPL', /^[ \t]*(?:set|param|var|subject to|minimize|maximize)\b/m],
  ['.moo', 'Moocode', /^[ \t]*(?:@\w|;|")/m],
  ['.nb', 'Wolfram Language', /^\(\*|\bNotebook\[/m],
  ['.pbt', 'PowerBuilder', /^Save Format|^\$PBExport/m],
  ['.pbt', 'Protocol Buffer Text Format', /^[ \t]*\w+ ?[:{]/m],
  // Android's template is all comments.
  ['.pro', 'Proguard', /^[ \t]*-(?:dont|keep|assume|optimi|renamesource|repackage)\w|^#.*(?:proguard|-keep)/im],
  ['.reds', 'Red', /^Red(?:\/System)? ?\[/m],
  ['.rsc', 'Rascal', /^module [\w:]/m],
  ['.rsc', 'RouterOS Script', /^[ \t]*[/:#]/m],
  ['.sch', 'KiCad Schematic', /^EESchema|^\(kicad_sch/m],
  ['.sch .sls', 'Scheme', /^[ \t]*(?:\(|;|#!r6rs)/m],
  ['.shader', 'ShaderLab', /^[ \t]*Shader ?"/m],
  ['.spec', 'RPM Spec', /^(?:Name|Version|Release|Summary|License) *:|^%(?:define|global|description)\b/im],
  ['.spec', 'Ruby', /^[ \t]*(?:require ['":]|describe |context |Gem::|end$)/m],
  ['.t', 'Terra', /\bterra\b|\bterralib\b/],
  ['.trigger', 'Apex', /^[ \t]*trigger \w+ on \w/im],
  ['.vhost', 'ApacheConf', /<VirtualHost\b/],
  ['.vhost', 'Nginx', /\bserver ?\{/],
  ['.x', 'Logos', /^%\w/m],
  ['.x', 'Linker Script', /^[ \t]*(?:MEMORY|SECTIONS|PROVIDE|EXTERN|INCLUDE|ENTRY)\b/m],
]
/** Markup stands at the very beginning. */
const XML = /^\s{0,100}</

/** The candidate that the content speaks for; `undefined` when it speaks for none. */
export function languageBySign(
  candidates: readonly Language[],
  extensions: readonly string[],
  { text }: Head,
): Language | undefined {
  const among = (name: string) => candidates.find((language) => language.name === name)
  for (const [keys, name, sign] of SIGNS) {
    const language = among(name)
    if (language && keys.split(' ').some((key) => extensions.includes(key)) && sign.test(text)) return language
  }
  return XML.test(text) ? among('XML') : undefined
}
