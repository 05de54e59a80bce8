-- The same; each answer becomes a line of a file: status, Retry-After or -, id of the job or -.
require 'create'

function init()
  answers = io.open(os.getenv('ANSWERS'), 'a')
end

function response(status, headers, body)
  local wait = '-'
  for name, value in pairs(headers) do
    if name:lower() == 'retry-after' then wait = value end
  end
  answers:write(status, ' ', wait, ' ', body:match('"id":"([%x-]+)"') or '-', '\n')
  answers:flush()
end
