import type { Ecosystem } from './ecosystem'
import { ansible } from './manifests/ansible'
import { clojure } from './manifests/clojure'
import { crystal } from './manifests/crystal'
import { dart } from './manifests/dart'
import { dotnet } from './manifests/dotnet'
import { elixir } from './manifests/elixir'
import { elm } from './manifests/elm'
import { erlang } from './manifests/erlang'
import { githubAction } from './manifests/github-action'
import { go } from './manifests/go'
import { haskell } from './manifests/haskell'
import { helm } from './manifests/helm'
import { java } from './manifests/java'
import { javascript } from './manifests/javascript'
import { julia } from './manifests/julia'
import { lua } from './manifests/lua'
import { native } from './manifests/native'
import { nim } from './manifests/nim'
import { nix } from './manifests/nix'
import { ocaml } from './manifests/ocaml'
import { perl } from './manifests/perl'
import { php } from './manifests/php'
import { python } from './manifests/python'
import { r } from './manifests/r'
import { ruby } from './manifests/ruby'
import { rust } from './manifests/rust'
import { scala } from './manifests/scala'
import { shell } from './manifests/shell'
import { solidity } from './manifests/solidity'
import { swift } from './manifests/swift'
import { terraform } from './manifests/terraform'
import { zig } from './manifests/zig'

/** Every ecosystem. Adding one is adding its file in `manifests`, a row here, its technologies and a fixture: see `manifests/README.md`. */
export const ECOSYSTEMS: readonly Ecosystem[] = [
  javascript,
  python,
  go,
  rust,
  java,
  dart,
  swift,
  ruby,
  php,
  elixir,
  lua,
  erlang,
  native,
  zig,
  julia,
  r,
  nix,
  shell,
  terraform,
  helm,
  ansible,
  dotnet,
  clojure,
  perl,
  crystal,
  nim,
  elm,
  solidity,
  githubAction,
  ocaml,
  haskell,
  scala,
]
