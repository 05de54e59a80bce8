-- Asks for each path of a file by turns.
require 'report'

local paths = {}
for path in io.lines(os.getenv('PATHS')) do paths[#paths + 1] = path end

local at = 0
function request()
  at = at % #paths + 1
  return wrk.format(nil, paths[at])
end
