type Route = { path?: string; index?: boolean; parentId?: string }

/** A route's whole address: words, `:parameters` and a last `*`. */
type Pattern = { id: string; segments: readonly string[]; isOpen: boolean }

/**
 * Gives for a path the ids of the routes that may answer it, each with its parents, in the order of `routes`. The rules
 * are React Router's: a word matches itself in any case, a parameter one segment, a splat what is left. It may give a
 * route too many and never one too few, so that what is then found among them is what would be found among all.
 * `path` begins with a slash and can be decoded.
 */
export function findPossibleRoutes(routes: Readonly<Record<string, Route | undefined>>): (path: string) => string[] {
  const patterns = Object.entries(routes).flatMap(([id, route]) => (route ? [patternOf(id, route, routes)] : []))
  const bySize = new Map<number, Pattern[]>()
  const order = new Map(Object.keys(routes).map((id, place) => [id, place]))
  const ofSize = (size: number) => {
    const known = bySize.get(size)
    if (known) return known
    const found = patterns.filter(({ segments, isOpen }) => isOpen || segments.length === size)
    // Addresses of any length can be asked for: only lengths that some route has are remembered.
    if (patterns.some(({ segments }) => segments.length === size)) bySize.set(size, found)
    return found
  }
  return (path) => {
    const asked = segmentsAsked(path)
    const kept = new Set<string>()
    for (const pattern of ofSize(asked.length)) {
      if (!mayMatch(pattern, asked)) continue
      for (let id: string | undefined = pattern.id; id !== undefined && !kept.has(id); id = routes[id]?.parentId) {
        kept.add(id)
      }
    }
    return [...kept].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
}

function patternOf(id: string, route: Route, routes: Readonly<Record<string, Route | undefined>>): Pattern {
  const parts: string[] = []
  for (let at: Route | undefined = route; at; at = at.parentId === undefined ? undefined : routes[at.parentId]) {
    parts.unshift(at.path ?? '')
  }
  const segments = segmentsOf(parts.join('/').toLowerCase())
  // How many segments an optional one or a splat stands for is left to the router.
  return { id, segments, isOpen: segments.some((segment) => segment === '*' || segment.endsWith('?')) }
}

function mayMatch({ segments, isOpen }: Pattern, asked: readonly string[]): boolean {
  if (isOpen && segments.some((segment) => segment.endsWith('?'))) return true
  return segments.every(
    (segment, place) =>
      segment === '*' || (asked[place] !== undefined && (segment.startsWith(':') || segment === asked[place])),
  )
}

/** The segments of a path as routes are compared with: decoded, in small letters. A slash that is encoded parts nothing. */
export function segmentsAsked(path: string): string[] {
  return segmentsOf(path).map((segment) => decodeURIComponent(segment).toLowerCase())
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}
