// Does to every element of a document what its reader could do, and fires each event for which it has a handler.
;(() => {
  // By the prototypes' own properties: a form lets its fields stand in for its properties.
  const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, 'attributes').get
  const attempt = (act) => {
    try {
      act()
    } catch {
      // An element that cannot be touched in this way.
    }
  }
  const touch = (element) => {
    // A plain link that is clicked leads away, as its reader wants: the click stays, with all that hangs on it.
    if (element instanceof HTMLAnchorElement && /^(?:https?|mailto):$/.test(element.protocol)) {
      element.target = ''
      element.href = '#provoked'
    }
    for (const { name } of attributesOf.call(element))
      if (name.startsWith('on'))
        attempt(() => element.dispatchEvent(new Event(name.slice(2), { bubbles: true, cancelable: true })))
    if (element instanceof HTMLDetailsElement) element.open = !element.open
    if (element instanceof HTMLDialogElement) attempt(() => element.showModal())
    attempt(() => HTMLElement.prototype.focus.call(element))
    attempt(() => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })))
    if (element instanceof HTMLElement) attempt(() => HTMLElement.prototype.click.call(element))
    else attempt(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })))
    if (element instanceof HTMLFormElement) attempt(() => HTMLFormElement.prototype.requestSubmit.call(element))
  }
  for (const element of [...Document.prototype.querySelectorAll.call(document, '*')]) attempt(() => touch(element))
})()
