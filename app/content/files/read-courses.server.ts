import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { isMediaName } from '../media/media-kinds.ts'
import type { FoundFile } from '../media/media-use.ts'
import { errorAt, type Problem, START } from '../problem.ts'
import type { DocumentFile, FoundCourse, FoundModule, SharedFiles, SourceFile } from './course-files.ts'
import { codeOf, readText } from './read-text.server.ts'

type Numbered = { name: string; number: number; slug: string }

const FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const NUMBERED = /^(\d{1,3})-([a-z0-9]+(?:-[a-z0-9]+)*)$/
const NAME_HINT = 'Name it <number>-<name>, such as 02-asking-another-state: small letters, digits, hyphens.'

/** The folder of pictures, films and other files of a course or a module. */
const MEDIA = 'media'

/** How many folders deep it may be sorted. */
const DEEPEST_MEDIA = 3

/** The folder of what several lessons, or several courses, use. */
const SHARED = '_shared'

/** Finds all courses of a folder, reads their texts and lists the files beside them. Symbolic links are not followed. */
export async function readCourses({
  dir,
}: {
  dir: string
}): Promise<{ courses: FoundCourse[]; shared: SharedFiles; files: FoundFile[]; problems: Problem[] }> {
  const finder = new Finder(path.dirname(path.resolve(dir)))
  const root = path.basename(path.resolve(dir))
  const courses: FoundCourse[] = []
  let shared: SharedFiles = { glossary: null, partials: [] }
  for (const entry of await finder.entries(root)) {
    if (entry.name === SHARED && entry.isDirectory()) shared = await finder.sharedFiles(`${root}/${SHARED}`, true)
    else if (!entry.isDirectory()) {
      finder.strange(`${root}/${entry.name}`, 'Only README.md and folders of courses stand here.')
    } else if (!FOLDER.test(entry.name)) {
      finder.fail(
        `${root}/${entry.name}`,
        'name',
        `"${entry.name}" cannot be an address.`,
        'Use small letters a to z, digits and single hyphens.',
      )
    } else courses.push(await finder.course(`${root}/${entry.name}`, entry.name))
  }
  return { courses, shared, files: finder.files, problems: finder.problems }
}

class Finder {
  readonly problems: Problem[] = []
  /** What texts may show or offer. */
  readonly files: FoundFile[] = []
  readonly #parent: string

  constructor(parent: string) {
    this.#parent = parent
  }

  fail(file: string, rule: string, message: string, hint: string): void {
    this.problems.push({ file, ...errorAt(START, rule, message, hint) })
  }

  strange(file: string, hint: string): void {
    this.problems.push({
      file,
      ...errorAt(START, 'unknown-file', 'This file is not part of a course.', hint),
      severity: 'warning',
    })
  }

  /** What stands in a folder, by name, without what is never part of a course. */
  async entries(folder: string): Promise<Dirent[]> {
    let all: Dirent[]
    try {
      all = await readdir(path.join(this.#parent, folder), { withFileTypes: true })
    } catch (error) {
      this.fail(
        folder,
        'unreadable',
        `This folder cannot be read (${codeOf(error)}).`,
        'Check that it exists and who may read it.',
      )
      return []
    }
    return all
      .filter((entry) => {
        if ((/^[._]/.test(entry.name) && entry.name !== SHARED) || entry.name === 'README.md') return false
        if (entry.isFile() || entry.isDirectory()) return true
        this.fail(
          `${folder}/${entry.name}`,
          'link',
          'Symbolic links and special files are not followed.',
          'Put the file itself here.',
        )
        return false
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** What a folder `_shared` holds; only that of all courses holds a glossary. */
  async sharedFiles(folder: string, ofAll: boolean): Promise<SharedFiles> {
    let glossary: SourceFile | null = null
    const partials: SourceFile[] = []
    for (const entry of await this.entries(folder)) {
      const file = `${folder}/${entry.name}`
      if (ofAll && entry.name === 'glossary.yaml') {
        glossary = { file, kind: 'glossary', source: await this.#read(file) }
      } else if (entry.isFile() && entry.name.endsWith('.mdx')) {
        partials.push({ file, kind: 'partial', source: await this.#read(file) })
      } else if (entry.isDirectory()) await this.#media(file)
      else if (isMediaName(entry.name)) await this.#found(file)
      else
        this.strange(
          file,
          'Here stand texts (.mdx) that lessons include. A glossary of a course stands beside course.yaml.',
        )
    }
    return { glossary, partials }
  }

  async course(folder: string, slug: string): Promise<FoundCourse> {
    let yaml: SourceFile | null = null
    let glossary: SourceFile | null = null
    let partials: SharedFiles['partials'] = []
    let final: DocumentFile | null = null
    const modules: (Numbered & FoundModule)[] = []
    for (const entry of await this.entries(folder)) {
      const file = `${folder}/${entry.name}`
      if (entry.isDirectory() && entry.name === SHARED) ({ partials } = await this.sharedFiles(file, false))
      else if (entry.name === 'glossary.yaml') glossary = { file, kind: 'glossary', source: await this.#read(file) }
      else if (entry.isDirectory() && entry.name === MEDIA) await this.#media(file)
      else if (entry.isDirectory()) {
        const numbered = this.#numbered(file, entry.name, 'folder')
        if (numbered) modules.push({ ...numbered, ...(await this.#module(file)) })
      } else if (entry.name === 'course.yaml') yaml = { file, kind: 'course', source: await this.#read(file) }
      else if (entry.name === 'final.quiz.mdx')
        final = { file, kind: 'quiz', slug: 'final', source: await this.#read(file) }
      else if (entry.name.endsWith('.mdx')) {
        this.fail(
          file,
          'place',
          'Lessons and module quizzes stand in the folder of a module.',
          'Move it, or name the final quiz final.quiz.mdx.',
        )
      } else
        this.strange(file, 'A course has course.yaml, glossary.yaml, folders of modules, _shared and final.quiz.mdx.')
    }
    if (!yaml)
      this.fail(
        `${folder}/course.yaml`,
        'missing-file',
        'This course has no course.yaml.',
        'Write one: courses/README.md shows how.',
      )
    if (modules.length === 0)
      this.fail(
        folder,
        'empty',
        'This course has no module.',
        'Add a folder such as 01-first-steps with a module.yaml.',
      )
    return { slug, folder, yaml, glossary, partials, final, modules: this.#inOrder(modules) }
  }

  async #module(folder: string): Promise<FoundModule> {
    let yaml: SourceFile | null = null
    const documents: (Numbered & DocumentFile)[] = []
    for (const entry of await this.entries(folder)) {
      const file = `${folder}/${entry.name}`
      const mdx = /^(.*?)(\.quiz)?\.mdx$/.exec(entry.name)
      if (entry.isDirectory() && entry.name === MEDIA) await this.#media(file)
      else if (entry.isDirectory()) this.strange(file, 'Modules have no folders inside but media.')
      else if (entry.name === 'module.yaml') yaml = { file, kind: 'module', source: await this.#read(file) }
      else if (mdx) {
        const numbered = this.#numbered(file, mdx[1] ?? '', 'file')
        const kind = mdx[2] ? ('quiz' as const) : ('lesson' as const)
        if (numbered) documents.push({ ...numbered, file, kind, source: await this.#read(file) })
      } else if (isMediaName(entry.name)) await this.#found(file)
      else this.strange(file, 'A module has module.yaml, lessons (.mdx), quizzes (.quiz.mdx) and files that they show.')
    }
    if (!yaml)
      this.fail(
        `${folder}/module.yaml`,
        'missing-file',
        'This module has no module.yaml.',
        'Write one with id, title and summary.',
      )
    if (!documents.some((document) => document.kind === 'lesson')) {
      this.fail(folder, 'empty', 'This module has no lesson.', 'Add a file such as 01-first-steps.mdx.')
    }
    return {
      folder,
      yaml,
      documents: this.#inOrder(documents.map((document) => ({ ...document, name: document.file }))),
    }
  }

  /** The files of a folder that holds nothing else, and of the folders in it. */
  async #media(folder: string, depth = 1): Promise<void> {
    for (const entry of await this.entries(folder)) {
      const file = `${folder}/${entry.name}`
      if (entry.isDirectory() && depth < DEEPEST_MEDIA) await this.#media(file, depth + 1)
      else if (entry.isFile() && isMediaName(entry.name)) await this.#found(file)
      else this.strange(file, 'Here stand pictures, films, captions, transcripts and documents.')
    }
  }

  async #found(file: string): Promise<void> {
    const where = path.join(this.#parent, file)
    const bytes = await lstat(where).then(
      ({ size }) => size,
      () => 0,
    )
    this.files.push({ file, path: where, bytes })
  }

  #numbered(file: string, name: string, what: 'file' | 'folder'): Numbered | null {
    const match = NUMBERED.exec(name)
    if (match) return { name: file, number: Number(match[1]), slug: match[2] ?? '' }
    const message = /^\d/.test(name)
      ? `The name of this ${what} cannot be an address.`
      : `The name of this ${what} does not begin with its number.`
    this.fail(file, 'number-prefix', message, NAME_HINT)
    return null
  }

  #inOrder<Item extends Numbered>(items: readonly Item[]): Item[] {
    const sorted = [...items].sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1))
    sorted.forEach((item, index) => {
      const before = sorted[index - 1]
      if (before?.number !== item.number) return
      const message = `The number ${item.number} is also that of ${path.posix.basename(before.name)}.`
      this.fail(item.name, 'number-prefix', message, 'Give each its own number: it decides the order.')
    })
    return sorted
  }

  async #read(file: string): Promise<string | null> {
    const read = await readText(path.join(this.#parent, file))
    if ('text' in read) return read.text
    this.problems.push({ file, ...read.problem })
    return null
  }
}
