import { isId } from '../../files/frontmatter.ts'

const LONGEST = 64

/** As much of a name as an id can hold; null for one without a Latin letter or a digit. */
function idFrom(name: string): string | null {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const id = (words ?? [])
    .join('-')
    .slice(0, LONGEST - 5)
    .replace(/-+$/, '')
  return isId(id) ? id : null
}

/**
 * Gives permanent ids, each once: from the name where it makes one, else from `stem` and the number of the question; with
 * a number behind where it is taken.
 */
export function idGiver({ taken, stem }: { taken: Iterable<string>; stem: string }) {
  const used = new Set(taken)
  return (name: string, number: number): string => {
    const wanted = idFrom(name) ?? `${stem}-${number}`
    let id = wanted
    for (let next = 2; used.has(id); next += 1) id = `${wanted}-${next}`
    used.add(id)
    return id
  }
}
