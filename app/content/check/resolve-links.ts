import path from 'node:path'
import { findArticle } from '#app/convention/articles.ts'
import { type CourseOfFiles, documentsOf } from '../files/course-files.ts'
import { didYouMean } from '../files/nearest-name.ts'
import { activityHref } from '../outline.ts'
import { errorAt, type LocalProblem } from '../problem.ts'

/** Pages of the site that lessons may link to besides courses and articles. */
const PAGES = new Set(['/', '/courses', '/convention', '/learn', '/privacy'])

type Targets = { byFile: ReadonlyMap<string, string>; addresses: ReadonlySet<string> }

/**
 * Finds where each relative link of each file leads on the site (by file, then by link as written), and reports
 * links into the site that lead nowhere.
 */
export function resolveLinks(
  courses: readonly CourseOfFiles[],
  report: (file: { file: string }, problem: LocalProblem) => void,
): Map<string, Record<string, string>> {
  const byFile = new Map<string, string>()
  for (const course of courses) {
    for (const document of documentsOf(course)) byFile.set(document.file, activityHref(course, document))
  }
  const addresses = new Set([...byFile.values(), ...courses.map((course) => `/courses/${course.slug}`)])
  const resolved = new Map<string, Record<string, string>>()
  for (const document of courses.flatMap(documentsOf)) {
    const links: Record<string, string> = {}
    for (const { target, kind, place } of document.checked.facts.links) {
      const found = kind === 'file' ? fileTarget(document.file, target, byFile) : null
      if (found) links[target] = found
      else if (kind === 'file' || !isPage(target, { byFile, addresses })) {
        report(
          document,
          errorAt(
            place,
            'dead-link',
            `"${target}" leads nowhere.`,
            hintFor(document.file, target, { byFile, addresses }),
          ),
        )
      }
    }
    resolved.set(document.file, links)
  }
  return resolved
}

function fileTarget(from: string, target: string, byFile: ReadonlyMap<string, string>): string | null {
  return byFile.get(pathOf(from, target)) ?? null
}

function pathOf(from: string, target: string): string {
  let decoded = target
  try {
    decoded = decodeURIComponent(target)
  } catch {
    // Not an encoded address: taken as it is written.
  }
  return path.posix.join(path.posix.dirname(from), decoded)
}

function isPage(target: string, { addresses }: Targets): boolean {
  const address = target.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '')
  const article = /^\/convention\/([1-9]\d?)$/.exec(address)?.[1]
  if (article) return findArticle(Number(article)) !== null
  return PAGES.has(address) || addresses.has(address)
}

function hintFor(from: string, target: string, { byFile, addresses }: Targets): string {
  if (target.startsWith('/')) {
    return (
      didYouMean(target, [...addresses]) ?? 'Link to /convention/25, to /courses/<course>, or to a lesson by its file.'
    )
  }
  const wanted = pathOf(from, target)
  const sameName = [...byFile.keys()].find((file) => path.posix.basename(file) === path.posix.basename(wanted))
  const near = sameName ?? [...byFile.keys()].find((file) => didYouMean(wanted.slice(-40), [file.slice(-40)]))
  return near
    ? `Did you mean "${path.posix.relative(path.posix.dirname(from), near)}"?`
    : `There is no file ${wanted}. Paths are relative to this file.`
}
