import path from 'node:path'
import { checkMinutes } from '../dialect/check-prose.ts'
import type { Place, LocalProblem, Report } from '../problem.ts'
import { errorAt, START, warningAt } from '../problem.ts'
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

type Partial = Checked<SourceFile>
/** A partial that a document includes: its path as written there, and the file. */
export type Included = { src: string; partial: Partial }

/** The partials of each document, by the document's file. */
export type Inclusions = ReadonlyMap<string, readonly Included[]>

/** Finds the partials that documents include, and reports what does not fit together. */
export function includePartials(
  courses: readonly CourseOfFiles[],
  outer: SharedFiles<Partial>,
  report: Report,
): Inclusions {
  const used = new Set<Partial>()
  const inclusions = new Map<string, Included[]>()
  for (const course of courses) {
    const known = new Map([...outer.partials, ...course.partials].map((partial) => [partial.file, partial]))
    for (const document of documentsOf(course)) {
      const included: Included[] = []
      for (const { target, place } of document.checked.facts.includes) {
        const partial = known.get(path.posix.join(path.posix.dirname(document.file), target))
        if (!partial) {
          report(document, missing(document.file, target, place, [...known.keys()]))
          continue
        }
        used.add(partial)
        included.push({ src: target, partial })
      }
      inclusions.set(document.file, included)
      if (included.length > 0) checkTogether(document, included, report)
    }
  }
  // Of a lesson that cannot be read it is not known what it includes: nobody is told to delete a file for it.
  const sure = courses.filter((course) => documentsOf(course).every(isReadWhole))
  const shared = sure.length === courses.length ? outer.partials : []
  for (const partial of [...shared, ...sure.flatMap((course) => course.partials)]) {
    if (used.has(partial)) continue
    const hint = `Include it: <Partial src="…/${path.posix.basename(partial.file)}" />; or delete the file.`
    report(partial, warningAt(START, 'unused-partial', 'No lesson includes this partial.', hint))
  }
  return inclusions
}

function missing(from: string, target: string, place: Place, known: readonly string[]): LocalProblem {
  const wanted = path.posix.join(path.posix.dirname(from), target)
  if (wanted.startsWith('../') || path.posix.basename(path.posix.dirname(wanted)) !== '_shared') {
    const message = `"${target}" is not in a folder _shared of this course or of all courses.`
    return errorAt(place, 'partial', message, 'Move the text there: courses/<course>/_shared or courses/_shared.')
  }
  const paths = known.map((file) => path.posix.relative(path.posix.dirname(from), file))
  const same = paths.find((one) => path.posix.basename(one) === path.posix.basename(target))
  const hint = same ? `Did you mean "${same}"?` : didYouMean(target, paths)
  return errorAt(place, 'partial', `There is no partial "${target}".`, hint ?? 'Paths are relative to this file.')
}

/** What only shows when the text of the partials stands in its place: the levels of headings, the time to read. */
function checkTogether(document: Checked<DocumentFile>, included: readonly Included[], report: Report): void {
  const { facts, kind, fields } = document.checked
  const bySrc = new Map(included.map(({ src, partial }) => [src, partial.checked.facts]))
  const steps = [
    ...facts.headings.map(({ depth, place }) => ({ place, depths: [depth], inside: false, own: true })),
    ...facts.includes.map(({ target, place, inside }) => {
      const depths = (bySrc.get(target)?.headings ?? []).map(({ depth }) => depth)
      return { place, depths, inside, own: false }
    }),
  ].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
  let level = 1
  let afterPartial = false
  for (const { place, depths, inside, own } of steps) {
    const [first] = depths
    if (first === undefined) continue
    if (inside && Math.min(...depths) < 3) {
      const message = 'This partial has a heading that is too large to stand inside something else.'
      report(document, errorAt(place, 'heading', message, 'Put the partial at the left margin.'))
    } else if (first > level + 1 && (!own || afterPartial)) {
      const what = own ? 'This heading' : 'The first heading of this partial'
      const message = `${what} skips a level (${first} after ${level}).`
      report(document, errorAt(place, 'heading', message, `Write a heading ${'#'.repeat(level + 1)} before it.`))
    }
    level = depths.at(-1) ?? level
    afterPartial = !own
  }
  if (kind !== 'lesson' || !fields) return
  const words = included.reduce((sum, { partial }) => sum + partial.checked.facts.words, facts.words)
  const place = facts.places.minutes ?? START
  for (const problem of checkMinutes(words, fields.minutes, place)) report(document, problem)
}
