import { type CheckedSource, noFacts } from '../check/source-facts.ts'
import { type Fields, readFields } from '../files/read-fields.ts'
import { errorAt, type LocalProblem } from '../problem.ts'
import { entryNames, type GlossaryEntry, glossaryFields } from './glossary.ts'

/** A glossary.yaml by itself. Its facts tell where each term begins: `places` by id. */
export function readGlossary(source: string): CheckedSource {
  const fields = readFields<GlossaryEntry[]>(source, glossaryFields, [], 1, entryNames)
  const entries = fields.value ?? []
  const problems = [...fields.problems, ...twice(entries, fields)]
  const places = Object.fromEntries(entries.map(({ id }, index) => [id, fields.placeOf([index, 'id'])]))
  return { kind: 'glossary', fields: problems.length > 0 ? null : entries, problems, facts: { ...noFacts, places } }
}

function twice(entries: readonly GlossaryEntry[], { placeOf }: Fields<GlossaryEntry[]>): LocalProblem[] {
  const problems: LocalProblem[] = []
  const ids = new Map<string, number>()
  const words = new Map<string, number>()
  const lineOf = (index: number) => placeOf([index, 'id']).line
  entries.forEach(({ id, term, also }, index) => {
    const before = ids.get(id)
    if (before === undefined) ids.set(id, index)
    else {
      const message = `The term "${id}" is already defined in line ${lineOf(before)}.`
      problems.push(
        errorAt(placeOf([index, 'id']), 'duplicate-term', message, 'Keep one, or give this one another id.'),
      )
    }
    const spellings = [[term, placeOf([index, 'term'])] as const].concat(
      also.map((one, number) => [one, placeOf([index, 'also', number])] as const),
    )
    for (const [spelling, place] of spellings) {
      const key = spelling.toLowerCase()
      const other = words.get(key)
      if (other === undefined) words.set(key, index)
      else {
        const message = `"${spelling}" is also a word for the term "${entries[other]?.id}" in line ${lineOf(other)}.`
        problems.push(errorAt(place, 'duplicate-term', message, 'One word has one definition. Keep one of the two.'))
      }
    }
  })
  return problems
}
