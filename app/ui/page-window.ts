/**
 * The page numbers a pager shows: the first, the last, and those next to `page` (1-based, clamped).
 * 'gap' stands for two or more pages left out; a single one is shown instead of its gap.
 */
export function pageWindow(page: number, pages: number): (number | 'gap')[] {
  const current = clampPage(page, pages)
  const shown: (number | 'gap')[] = []
  for (let number = 1; number <= pages; number += 1) {
    const near = Math.abs(number - current) <= 1 || number === 1 || number === pages
    const bridgesOne = (number === 2 && current === 4) || (number === pages - 1 && current === pages - 3)
    if (near || bridgesOne) shown.push(number)
    else if (shown.at(-1) !== 'gap') shown.push('gap')
  }
  return shown
}

/** The nearest page that exists: 1 to `pages`. */
export function clampPage(page: number, pages: number): number {
  if (!Number.isFinite(page)) return 1
  return Math.min(Math.max(1, Math.trunc(page)), Math.max(1, pages))
}
