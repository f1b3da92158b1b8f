import { isId } from '../files/frontmatter.ts'
import type { Competence } from './scenario.ts'

// How the attributes of scenarios are written that hold more than one thing.

/** "22:40" as minutes after midnight; null when it is no time of day. */
export function parseClock(value: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(value.trim())
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

/** "preservation: Preserving data; cooperation: Working with other States". Null for a part that is not of this form. */
export function parseCompetences(value: string): (Competence | null)[] {
  return partsOf(value, /;/).map((part) => {
    const [, id = '', name = ''] = /^([^:]+):(.+)$/.exec(part) ?? []
    return isId(id.trim()) && name.trim() ? { id: id.trim(), name: name.trim() } : null
  })
}

/** "preservation: 2; cooperation: -1". Null for a part that is not of this form. */
export function parsePoints(value: string): ({ id: string; points: number } | null)[] {
  return partsOf(value, /[;,]/).map((part) => {
    const [, id = '', points = ''] = /^([^:]+):\s*([-−]?\d{1,2})$/.exec(part) ?? []
    return id.trim() ? { id: id.trim(), points: Number(points.replace('−', '-')) } : null
  })
}

/** "dl-logs, dl-order": ids, whatever stands there. */
export function parseIds(value: string): string[] {
  return partsOf(value, /[;,]/)
}

function partsOf(value: string, between: RegExp): string[] {
  return value
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
