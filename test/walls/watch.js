// Runs in each document before its own scripts: what a payload calls to show itself is told to the page's server, and made its title.
{
  const Picture = Image
  const address = URL.parse('ran', document.baseURI)?.href ?? 'ran'
  const tell = () => {
    new Picture().src = address
    document.title = 'ran'
  }
  for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = tell
}
