import path from 'node:path'
import { findArticle } from '#app/convention/articles.ts'
import { type Checked, type CourseOfFiles, documentsOf, isReadWhole, type SourceFile } from '../files/course-files.ts'
import { didYouMean } from '../files/nearest-name.ts'
import { activityHref } from '../outline.ts'
import { errorAt, type LocalProblem, type Place } from '../problem.ts'
import { ANCHOR_PREFIX } from '../dialect/heading-anchors.ts'
import type { Included, Inclusions } from '../partials/include-partials.ts'
import { rebasedLink } from '../partials/rebase.ts'
import { isPartKind } from '../revisions/edition.ts'

/** Pages of the site that lessons may link to besides courses and articles. */
const PAGES = new Set(['/', '/courses', '/convention', '/convention/terms', '/learn', '/privacy'])

/** Where a file's page is, and what in it links may lead to, as authors write it, with the anchor it has on the page. */
type PageTarget = {
  address: string
  anchors: ReadonlyMap<string, string>
  /** Whether it is known all that it has: a text with an error may have places that could not be read. */
  isWhole: boolean
}

type Targets = { byFile: ReadonlyMap<string, PageTarget>; addresses: ReadonlySet<string> }

/**
 * Finds where each relative link of each file leads on the site (by file, then by link as written), and reports
 * links into the site that lead nowhere.
 */
export function resolveLinks(
  courses: readonly CourseOfFiles[],
  inclusions: Inclusions,
  outerPartials: readonly Checked<SourceFile>[],
  report: (file: { file: string }, problem: LocalProblem) => void,
): Map<string, Record<string, string>> {
  const byFile = new Map<string, PageTarget>()
  for (const course of courses) {
    for (const document of documentsOf(course)) {
      const texts = [document, ...(inclusions.get(document.file) ?? []).map(({ partial }) => partial)]
      const address = activityHref(course, document)
      byFile.set(document.file, { address, anchors: anchorsOf(texts), isWhole: texts.every(isReadWhole) })
    }
  }
  const addresses = new Set([
    ...[...byFile.values()].map(({ address }) => address),
    ...courses.map((course) => `/courses/${course.slug}`),
  ])
  const targets: Targets = { byFile, addresses }
  const resolved = new Map<string, Record<string, string>>()
  const partials = [...outerPartials, ...courses.flatMap((course) => course.partials)]
  for (const document of [...courses.flatMap(documentsOf), ...partials]) {
    const links: Record<string, string> = {}
    for (const { target, kind, place } of document.checked.facts.links) {
      if (kind === 'site') {
        if (!isPage(target, targets)) report(document, deadLink(target, place, hintFor(document.file, target, targets)))
        continue
      }
      const [file = '', anchor] = target.split('#')
      const page = kind === 'place' ? pageItself(document, byFile) : byFile.get(pathOf(document.file, file))
      const onPage = anchor === undefined ? '' : page?.anchors.get(decoded(anchor))
      if (page && onPage !== undefined) links[target] = `${kind === 'place' ? '' : page.address}${onPage}`
      else if (!page || page.isWhole) {
        const hint = page ? anchorHint(decoded(anchor ?? ''), page) : hintFor(document.file, file, targets)
        report(document, deadLink(target, place, hint))
      }
    }
    resolved.set(document.file, links)
  }
  for (const [file, included] of inclusions) {
    const links = resolved.get(file)
    if (links) for (const one of included) Object.assign(links, linksOfPartial(one, resolved))
  }
  return resolved
}

/** The links of a partial, as the text that includes it would write them. */
function linksOfPartial(
  { src, partial }: Included,
  resolved: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Record<string, string> {
  const links = Object.entries(resolved.get(partial.file) ?? {})
  return Object.fromEntries(links.map(([target, address]) => [rebasedLink(src, target), address]))
}

/** Where a link to a place in the same file leads; a partial has no page, but places. */
function pageItself(file: Checked<SourceFile>, byFile: Targets['byFile']): PageTarget {
  return byFile.get(file.file) ?? { address: '', anchors: anchorsOf([file]), isWhole: isReadWhole(file) }
}

function deadLink(target: string, place: Place, hint: string): LocalProblem {
  return errorAt(place, 'dead-link', `"${target}" leads nowhere.`, hint)
}

function anchorsOf(texts: readonly Checked<SourceFile>[]): Map<string, string> {
  const all = texts.map(({ checked }) => checked.facts)
  const headings = all.flatMap(({ anchors }) => anchors).map((one) => [one, `#${ANCHOR_PREFIX}${one}`] as const)
  const parts = all
    .flatMap(({ ids }) => ids)
    .flatMap(({ id, what }) =>
      what === 'question' || (isPartKind(what) && what !== 'scene') ? [[id, `#${id}`] as const] : [],
    )
  return new Map([...parts, ...headings])
}

function anchorHint(anchor: string, { anchors }: PageTarget): string {
  const known = [...anchors.keys()]
  if (known.length === 0) return 'That page has no headings.'
  return didYouMean(anchor, known) ?? `Its places are ${known.map((one) => `#${one}`).join(', ')}.`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not an encoded address: taken as it is written.
    return text
  }
}

function pathOf(from: string, target: string): string {
  return path.posix.join(path.posix.dirname(from), decoded(target))
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
