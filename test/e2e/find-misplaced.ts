import type { Page } from 'playwright-core'

/** Controls of the bars that stand over one another or out of the window, and a page that scrolls. */
export async function findMisplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls')
    for (const bar of document.querySelectorAll('[data-region=bar], [data-region=player], [data-region=status]')) {
      const boxes = [...bar.querySelectorAll('button, input, [role=slider], .status-bar > span')]
        .filter((element) => element.closest('.combo-box') === null || element.tagName === 'INPUT')
        .filter((element) => element.parentElement?.closest('button, .status-bar > span') == null)
        .map((element) => ({
          name: `${element.textContent || element.getAttribute('aria-label')}`,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 1)
      for (const [index, { name, box }] of boxes.entries()) {
        if (box.left < 0 || box.right > window.innerWidth + 0.5 || box.bottom > window.innerHeight + 0.5) {
          found.push(`${name} is out of the window`)
        }
        for (const other of boxes.slice(index + 1)) {
          const isOver =
            box.left < other.box.right - 0.5 &&
            other.box.left < box.right - 0.5 &&
            box.top < other.box.bottom - 0.5 &&
            other.box.top < box.bottom - 0.5
          if (isOver) found.push(`${name} over ${other.name}`)
        }
      }
    }
    return found
  })
}
