// highlight.js with the languages of most READMEs. JavaScript, because its types bring those of a whole browser with them,
// which nothing here runs in; the declarations beside this file say what it gives.
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import elixir from 'highlight.js/lib/languages/elixir'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import shell from 'highlight.js/lib/languages/shell'
import sql from 'highlight.js/lib/languages/sql'
import swift from 'highlight.js/lib/languages/swift'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'

function create() {
  const made = createLowlight({
    ...{ bash, c, cpp, csharp, css, diff, dockerfile, elixir, go, ini, java, javascript, json, kotlin, php, python },
    ...{ ruby, rust, shell, sql, swift, typescript, xml, yaml },
  })
  // Names that people write and highlight.js does not know.
  made.registerAlias({
    ini: ['env', 'dotenv'],
    json: ['json5', 'jsonl'],
    bash: ['fish', 'shell-script'],
    xml: ['vue'],
  })
  return made
}

let lowlight
export const highlight = (language, code) => {
  // With the first code, not at start-up: some milliseconds.
  lowlight ??= create()
  return lowlight.registered(language) ? lowlight.highlight(language, code).children : null
}
