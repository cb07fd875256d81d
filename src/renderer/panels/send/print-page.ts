/**
 * Prints a page of HTML from this one. It is shown to the printer only, in a tree of its own so that neither's styles
 * reach the other; scripts in it do not run.
 */
export function printPage(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const host = document.createElement('div')
  host.className = 'print-page'
  host.lang = page.documentElement.lang
  const root = host.attachShadow({ mode: 'closed' })
  root.append(...page.head.querySelectorAll('style'), ...page.body.children)
  document.body.append(host)
  document.body.classList.add('is-printing')
  const end = () => {
    host.remove()
    document.body.classList.remove('is-printing')
  }
  window.addEventListener('afterprint', end, { once: true })
  window.print()
}
