/** A route's `meta` when its loader returns `title`, already in the page's language. */
export function titleOf({ data }: { data: unknown }): [{ title: string }] {
  const title =
    typeof data === 'object' && data !== null && 'title' in data && typeof data.title === 'string' ? data.title : null
  return [{ title: title ? `${title} · Article 54` : 'Article 54' }]
}
