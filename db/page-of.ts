/** The page of `total` rows nearest to the one asked for. Pages count from 1, and there is always one. */
export function pageOf({ asked, total, size }: { asked: number; total: number; size: number }): {
  page: number
  pages: number
  offset: number
} {
  const pages = Math.max(1, Math.ceil(total / size))
  const page = Number.isFinite(asked) ? Math.min(Math.max(1, Math.trunc(asked)), pages) : 1
  return { page, pages, offset: (page - 1) * size }
}
