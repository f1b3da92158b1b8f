import type { TermDefinition } from './term-definition.ts'
import {
  type Checked,
  type CourseOfFiles,
  type DocumentFile,
  documentsOf,
  isReadWhole,
  type SharedFiles,
  type SourceFile,
} from '../files/course-files.ts'
import { didYouMean } from '../files/nearest-name.ts'
import type { Inclusions } from '../partials/include-partials.ts'
import { errorAt, type LocalProblem, type Place, START, warningAt, type Report } from '../problem.ts'
import { definitionOf, type GlossaryEntry } from './glossary.ts'

type File = Checked<SourceFile>
/** The definitions that each document of a course uses, by the document's file. */
export type TermsByFile = ReadonlyMap<string, Readonly<Record<string, TermDefinition>>>

/** Finds the definition of each term that a course uses: its own before that of all courses. Reports what has none. */
export function resolveTerms(
  course: CourseOfFiles,
  outer: SharedFiles<File>,
  inclusions: Inclusions,
  report: Report,
): TermsByFile {
  const own = entriesOf(course.glossary)
  const all = entriesOf(outer.glossary)
  const known = new Map([...(all ?? []), ...(own ?? [])].map((entry) => [entry.id, entry]))
  const used = new Set<string>()
  const resolved = new Map<string, Record<string, TermDefinition>>()
  for (const document of documentsOf(course)) {
    const found: Record<string, TermDefinition> = {}
    for (const file of textsOf(document, inclusions)) {
      for (const { id, place } of file.checked.facts.terms) {
        const entry = known.get(id)
        used.add(id)
        if (entry) found[id] = definitionOf(entry)
        // With a glossary that cannot be read, it is not known what is defined.
        else if (own && all) report(file, unknownTerm(id, place, [...known.values()]))
      }
    }
    resolved.set(document.file, found)
  }
  if (course.glossary && own) reportOwn(course, course.glossary, { own, all: all ?? [], used }, report)
  return resolved
}

/** Null when the file cannot be read. */
function entriesOf(file: File | null): readonly GlossaryEntry[] | null {
  if (!file) return []
  return file.checked.kind === 'glossary' ? file.checked.fields : null
}

function textsOf(document: Checked<DocumentFile>, inclusions: Inclusions): File[] {
  return [document, ...(inclusions.get(document.file) ?? []).map(({ partial }) => partial)]
}

function unknownTerm(id: string, place: Place, entries: readonly GlossaryEntry[]): LocalProblem {
  const words = id.replaceAll('-', ' ')
  const meant = entries.find(({ also }) => also.some((one) => one.toLowerCase() === words))
  const hint = meant
    ? `Did you mean "${meant.id}"?`
    : didYouMean(
        id,
        entries.map((entry) => entry.id),
      )
  const message = `The glossary has no term "${id}".`
  return errorAt(place, 'unknown-term', message, hint ?? 'Define it in glossary.yaml, beside course.yaml.')
}

function reportOwn(
  course: CourseOfFiles,
  file: File,
  { own, all, used }: { own: readonly GlossaryEntry[]; all: readonly GlossaryEntry[]; used: ReadonlySet<string> },
  report: Report,
): void {
  const before = new Set(all.map(({ id }) => id))
  // With a file that cannot be read, it is not known what is used.
  const complete = [...documentsOf(course), ...course.partials].every(isReadWhole)
  for (const { id } of own) {
    const place = file.checked.facts.places[id] ?? START
    if (before.has(id)) {
      const message = `"${id}" is also defined for all courses: in this course, this definition counts.`
      const hint = 'If the two mean the same, remove this one. A learner may meet both.'
      report(file, warningAt(place, 'overridden-term', message, hint))
    }
    if (complete && !used.has(id)) {
      const message = `No lesson uses the term "${id}".`
      report(
        file,
        warningAt(place, 'unused-term', message, `Write <Term id="${id}" /> where it first occurs, or remove it.`),
      )
    }
  }
}
