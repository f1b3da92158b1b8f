import { assembleCourse } from './assemble-course.ts'
import type { CheckedCourse } from './checked-course.ts'
import {
  type Checked,
  type CourseOfFiles,
  type DocumentFile,
  documentsOf,
  filesOf,
  isReadWhole,
  type SharedFiles,
  type SourceFile,
} from '../files/course-files.ts'
import { checkAlike } from './check-alike.ts'
import { type CompileContext, emptyContext } from '../compile/compile-context.ts'
import { resolveTerms } from '../glossary/resolve-terms.ts'
import type { MediaUse } from '../media/media-use.ts'
import { type Included, includePartials, type Inclusions } from '../partials/include-partials.ts'
import { checkParagraphs } from '../quotes/check-paragraphs.ts'
import type { OfficialWords } from '../quotes/official-words.server.ts'
import { verifyQuotes } from '../quotes/verify-quotes.ts'
import { resolveLinks } from './resolve-links.ts'
import { errorAt, type Place, type Problem, START, warningAt, type Report } from '../problem.ts'
import type { IdUse } from './source-facts.ts'

/**
 * What only shows when files are compared: ids, addresses, links, objectives, partials, terms. Gives the courses that
 * could be read. `outer` is what all courses use; `media` the files that each document uses, by the document's file;
 * `words` the official text that quotations are compared with.
 */
export function checkTogether(
  courses: readonly CourseOfFiles[],
  outer: SharedFiles<Checked<SourceFile>> = { glossary: null, partials: [] },
  media: ReadonlyMap<string, readonly MediaUse[]> = new Map(),
  words: OfficialWords | null = null,
): { courses: CheckedCourse[]; problems: Problem[] } {
  const problems = new Map<string, Problem>()
  // What is wrong with a partial may show in several documents, and is told once.
  const report: Report = ({ file }, problem) => problems.set(JSON.stringify([file, problem]), { file, ...problem })
  checkIds(courses.flatMap(filesOf), report)
  const inclusions = includePartials(courses, outer, report)
  const links = resolveLinks(courses, inclusions, outer.partials, report)
  const complete: CheckedCourse[] = []
  for (const course of courses) {
    checkSlugs(course, report)
    checkQuizKinds(course, report)
    checkObjectives(course, report)
    checkArticles(course, report)
    checkAlike(
      documentsOf(course).flatMap((file) => file.checked.facts.questions.map((asked) => ({ file, ...asked }))),
      report,
    )
    const terms = resolveTerms(course, outer, inclusions, report)
    const quotes = verifyQuotes(course, inclusions, words, report)
    checkParagraphs(course, inclusions, words, report)
    const contextOf = ({ file }: Checked<DocumentFile>, language: string): CompileContext => ({
      ...emptyContext,
      language,
      links: links.get(file) ?? {},
      terms: terms.get(file) ?? {},
      partials: textsOf(inclusions.get(file) ?? []),
      quotes: quotes.get(file) ?? {},
    })
    const whole = assembleCourse(course, contextOf, media)
    if (!whole) continue
    const mediaFiles = whole.documents.flatMap((document) => document.media.map(({ file }) => file))
    complete.push({ ...whole, sharedFiles: [...sharedFilesUsed(course, outer, inclusions), ...mediaFiles] })
  }
  return { courses: complete, problems: [...problems.values()] }
}

const textsOf = (included: readonly Included[]) =>
  Object.fromEntries(included.map(({ src, partial }) => [src, partial.source ?? '']))

/** The files of all courses that this one depends on: with an error in them, it cannot be published. */
function sharedFilesUsed(
  course: CourseOfFiles,
  { glossary, partials }: SharedFiles<Checked<SourceFile>>,
  inclusions: Inclusions,
): string[] {
  const included = documentsOf(course).flatMap((document) => inclusions.get(document.file) ?? [])
  const texts = [...documentsOf(course), ...included.map(({ partial }) => partial)]
  const usesTerms = texts.some(({ checked }) => checked.facts.terms.length > 0)
  const used = partials.filter((one) => included.some(({ partial }) => partial === one))
  return [...(glossary && usesTerms ? [glossary] : []), ...used].map(({ file }) => file)
}

function checkIds(files: readonly Checked<SourceFile>[], report: Report): void {
  const first = new Map<string, { file: string; use: IdUse }>()
  for (const file of files) {
    for (const use of file.checked.facts.ids) {
      const before = first.get(use.id)
      if (!before) {
        first.set(use.id, { file: file.file, use })
        continue
      }
      const uses = [before, { file: file.file, use }]
      uses.forEach((one, index) => {
        const other = uses[1 - index] ?? before
        report(
          one,
          errorAt(
            one.use.place,
            'duplicate-id',
            `The id "${use.id}" is also that of a ${wordFor(other.use)} at ${positionOf(other.file, other.use.place)}.`,
            one.use.what === 'retired' || other.use.what === 'retired'
              ? 'A retired id stands in no file. Take it out of `retired`, or give the other thing a new id.'
              : 'Every id is used once in all courses. Change the one that is not published yet.',
          ),
        )
      })
    }
  }
}

const wordFor = (use: IdUse) => (use.what === 'retired' ? 'retired thing' : use.what)
const positionOf = (file: string, place: Place) => `${file}:${place.line}:${place.column}`

function checkSlugs(course: CourseOfFiles, report: Report): void {
  const first = new Map<string, string>()
  for (const document of documentsOf(course)) {
    const before = first.get(document.slug)
    if (before === undefined) first.set(document.slug, document.file)
    else {
      report(
        document,
        errorAt(
          START,
          'duplicate-address',
          `The address "${document.slug}" is also that of ${before}.`,
          'Give this file another name.',
        ),
      )
    }
  }
}

function checkQuizKinds(course: CourseOfFiles, report: Report): void {
  for (const document of documentsOf(course)) {
    const { checked } = document
    if (checked.kind !== 'quiz' || !checked.fields) continue
    const isFinal = document === course.final
    if ((checked.fields.kind === 'final') === isFinal) continue
    const [message, hint] = isFinal
      ? ['final.quiz.mdx is the final quiz.', 'Write kind: final.']
      : ['A quiz in a module is no final quiz.', 'Write kind: module, or pre-test, or post-test.']
    report(document, errorAt(checked.facts.places.kind ?? START, 'quiz-kind', message, hint))
  }
}

function checkObjectives(course: CourseOfFiles, report: Report): void {
  if (course.yaml?.checked.kind !== 'course' || !course.yaml.checked.fields) return
  const known = new Set(course.yaml.checked.fields.objectives.map((objective) => objective.id))
  const tested = new Set<string>()
  for (const document of documentsOf(course)) {
    for (const { id, byQuestion, place } of document.checked.facts.objectives) {
      if (byQuestion) tested.add(id)
      if (known.has(id)) continue
      report(
        document,
        errorAt(
          place,
          'unknown-objective',
          `The course has no objective "${id}".`,
          `Its objectives are ${[...known].join(', ')}.`,
        ),
      )
    }
  }
  // With a file that cannot be read, it is not known what is tested.
  if (!documentsOf(course).every(isReadWhole)) return
  for (const { id, what, place } of course.yaml.checked.facts.ids) {
    if (what !== 'objective' || tested.has(id)) continue
    report(
      course.yaml,
      warningAt(
        place,
        'untested-objective',
        `No question tests the objective "${id}".`,
        `Add objective="${id}" to a question, or write one.`,
      ),
    )
  }
}

function checkArticles(course: CourseOfFiles, report: Report): void {
  if (!course.yaml?.checked.fields) return
  if (!documentsOf(course).every(isReadWhole)) return
  const declared = new Set(course.yaml.checked.facts.articles.map((use) => use.article))
  const taught = new Set<number>()
  for (const document of documentsOf(course)) {
    for (const { article, place } of document.checked.facts.articles) {
      taught.add(article)
      if (declared.has(article)) continue
      const message = `Article ${article} is not among the articles of course.yaml.`
      report(document, warningAt(place, 'undeclared-article', message, `Add ${article} to articles in course.yaml.`))
    }
  }
  for (const { article, place } of course.yaml.checked.facts.articles) {
    if (taught.has(article)) continue
    const message = `No lesson teaches article ${article}.`
    report(
      course.yaml,
      warningAt(place, 'untaught-article', message, 'Name it in the articles of a lesson, or remove it here.'),
    )
  }
}
