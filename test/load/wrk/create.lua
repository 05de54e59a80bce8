-- Each request files a job of its own.
require 'report'

wrk.method = 'POST'
wrk.headers['Content-Type'] = 'application/json'
wrk.body = os.getenv('BODY')
