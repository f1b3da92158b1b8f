import path from 'node:path'
import type { SourceFacts } from '../check/source-facts.ts'
import { type CourseOfFiles, documentsOf, filesOf } from '../files/course-files.ts'
import { didYouMean } from '../files/nearest-name.ts'
import type { Inclusions } from '../partials/include-partials.ts'
import { rebasedPath } from '../partials/rebase.ts'
import { errorAt, isError, type Place, START, warningAt, type Report } from '../problem.ts'
import { kindOfUse, sizeInWords, typeOf } from './media-kinds.ts'
import type { FoundFile, MediaUse } from './media-use.ts'

type Found = Omit<MediaUse, 'hash' | 'weighed'>

/** Holds what belongs to all courses. */
export const SHARED_FOLDER = '_shared'

/** The largest film that is offered without a word, in bytes. */
const LARGE_VIDEO = 25_000_000
/** A slow link, in bits a second. */
const SLOW_LINK = 400_000

/** A text that a document is made of: its own, or that of a partial that it includes as `src`. */
type Text = { file: string; files: SourceFacts['files']; src: string | null }

/**
 * Finds the files that each document uses (by the document's file), partials included, and reports those that are not
 * there or not to be used, and those that nobody uses.
 */
export function resolveMedia(
  courses: readonly CourseOfFiles[],
  inclusions: Inclusions,
  files: readonly FoundFile[],
  report: Report,
): ReadonlyMap<string, readonly Found[]> {
  const byName = new Map(files.map((found) => [found.file.normalize('NFC'), found]))
  const used = new Map<string, Found[]>()
  for (const document of courses.flatMap(documentsOf)) {
    const uses: Found[] = []
    const texts: Text[] = [
      { file: document.file, files: document.checked.facts.files, src: null },
      ...(inclusions.get(document.file) ?? []).map(({ src, partial }) => {
        return { file: partial.file, files: partial.checked.facts.files, src }
      }),
    ]
    for (const text of texts) uses.push(...usesOf(text, byName, report))
    used.set(document.file, uses)
  }
  reportUnused(courses, files, new Set([...used.values()].flat().map(({ file }) => file)), report)
  return used
}

function usesOf({ file, files, src }: Text, byName: ReadonlyMap<string, FoundFile>, report: Report): Found[] {
  return files.flatMap(({ target, use, place }) => {
    const kind = kindOfUse(use)
    if (!kind || !typeOf(kind, target)) return []
    const lookup = find(file, target, byName)
    if (!('found' in lookup)) {
      report({ file }, errorAt(place, lookup.rule, lookup.message, lookup.hint))
      return []
    }
    const found: Found = {
      ...lookup.found,
      kind,
      target: src === null ? target : rebasedPath(src, target),
      place: { ...place, file },
    }
    checkVideo(found, report)
    return [found]
  })
}

type Lookup = { found: FoundFile } | { rule: string; message: string; hint: string }

function find(from: string, target: string, byName: ReadonlyMap<string, FoundFile>): Lookup {
  const wanted = path.posix.join(path.posix.dirname(from), target).normalize('NFC')
  const [root = '', own = ''] = from.split('/')
  const [wantedRoot, folder = ''] = wanted.split('/')
  if (wantedRoot !== root || folder === '..') {
    return {
      rule: 'outside',
      message: `"${target}" leads out of the folder of the courses.`,
      hint: `Copy the file into the course, or into ${root}/${SHARED_FOLDER}/.`,
    }
  }
  if (folder !== own && folder !== SHARED_FOLDER) {
    return {
      rule: 'outside',
      message: `"${target}" leads into another course.`,
      hint: `Files that several courses use stand in ${root}/${SHARED_FOLDER}/.`,
    }
  }
  const found = byName.get(wanted)
  if (found) return { found }
  const otherCase = [...byName.keys()].find((name) => name.toLowerCase() === wanted.toLowerCase())
  const relative = (name: string) => path.posix.relative(path.posix.dirname(from), name)
  if (otherCase !== undefined) {
    return {
      rule: 'file-case',
      message: `"${target}" is written with other small and capital letters than the file.`,
      hint: `Write "${relative(otherCase)}". On some computers it works as it is, on the server it does not.`,
    }
  }
  const near = [...byName.keys()].filter((name) => name.startsWith(`${root}/${own}/`) || name.startsWith(`${root}/_`))
  const sameName = near.find((name) => path.posix.basename(name) === path.posix.basename(wanted))
  return {
    rule: 'dead-file',
    message: `There is no file "${target}".`,
    hint:
      (sameName !== undefined && `Did you mean "${relative(sameName)}"?`) ||
      (didYouMean(path.posix.normalize(target), near.map(relative)) ??
        'Paths are relative to this file. Files stand beside the lesson, or in a folder media/.'),
  }
}

function checkVideo({ kind, bytes, place, target }: Found, report: Report): void {
  if (kind !== 'video' || bytes <= LARGE_VIDEO) return
  const minutes = Math.ceil((bytes * 8) / SLOW_LINK / 60)
  report(place, heavy(place, `"${target}" has ${sizeInWords(bytes)}: ${minutes} minutes over a link of 400 kbit/s.`))
}

const heavy = (place: Place, message: string) =>
  warningAt(place, 'heavy-file', message, 'Make the film shorter, or its picture smaller (480 lines are enough).')

function reportUnused(
  courses: readonly CourseOfFiles[],
  files: readonly FoundFile[],
  used: ReadonlySet<string>,
  report: Report,
): void {
  // Of a text with an error it is not known what it uses.
  const unsure = courses.filter((course) => filesOf(course).some((file) => file.checked.problems.some(isError)))
  for (const { file } of files) {
    const folder = file.split('/').slice(0, 2).join('/')
    const shared = folder.endsWith(`/${SHARED_FOLDER}`)
    if (used.has(file) || unsure.some((course) => shared || course.folder === folder)) continue
    report(
      { file },
      warningAt(
        START,
        'unused-file',
        'No text uses this file.',
        'Delete it, or show it with <Figure>, <Video> or <Download>.',
      ),
    )
  }
}
