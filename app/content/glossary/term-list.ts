import type { TermDefinition } from './term-definition.ts'

/** A lesson or quiz that uses a term. */
export type TermUse = { kind: 'lesson' | 'quiz'; slug: string; title: string }

/** A term as one course defines it. */
export type CourseTerm = TermDefinition & {
  course: { slug: string; title: string; language: string }
  uses: readonly TermUse[]
}

/** One meaning of a term, with the courses that give it. */
export type Meaning = Pick<TermDefinition, 'definition' | 'article' | 'paragraph'> & {
  courses: readonly Pick<CourseTerm, 'course' | 'uses'>[]
}

/** A term in one language. `anchor` is false where another language has the term's place on the page. */
export type TermEntry = { id: string; term: string; language: string; anchor: boolean; meanings: readonly Meaning[] }

/**
 * The terms of all courses, in alphabetical order of the reader's locale. Courses that define a term alike share one
 * meaning; where they differ, each meaning stands with its courses.
 */
export function listTerms(terms: readonly CourseTerm[], locale: string): TermEntry[] {
  const entries = new Map<string, { id: string; term: string; language: string; meanings: Map<string, Meaning> }>()
  for (const { id, term, definition, article, paragraph, course, uses } of terms) {
    const key = JSON.stringify([id, course.language])
    const entry = entries.get(key) ?? { id, term, language: course.language, meanings: new Map<string, Meaning>() }
    entries.set(key, entry)
    const same = JSON.stringify([definition, article, paragraph])
    const courses = entry.meanings.get(same)?.courses ?? []
    entry.meanings.set(same, { definition, article, paragraph, courses: [...courses, { course, uses }] })
  }
  const { compare } = new Intl.Collator(locale)
  const placed = new Set<string>()
  return [...entries.values()]
    .sort((a, b) => compare(a.term, b.term) || compare(a.language, b.language))
    .map(({ meanings, ...entry }) => {
      const anchor = !placed.has(entry.id)
      placed.add(entry.id)
      return { ...entry, anchor, meanings: [...meanings.values()] }
    })
}
