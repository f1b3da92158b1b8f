import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#app/env.server.ts'
import css from '#app/ui/styles/book.css?raw'
import { contentHash } from '../../compile/content-hash.server.ts'
import { mediaFolder } from '../../media/media-store.server.ts'
import type { CourseOutline } from '../../outline.ts'
import { findDocuments } from '../find-book.server.ts'
import { buildEpub } from './build-epub.server.ts'

/** Raise it when the same edition would make another book. */
const BOOK_VERSION = 1

/** After this time, in milliseconds, a book that was made has been opened by whoever waited for it. */
const SETTLED = 60_000

type Asked = {
  outline: CourseOutline
  /** One lesson; null for the whole course. */
  lessonId: string | null
  /** Public address of the site, without a slash at its end. */
  origin: string
}

/** What tells one book from another: books of one hash are the same. */
export function epubHash({ outline, lessonId, origin }: Asked): string {
  const { revisionId, slug } = outline
  return contentHash([BOOK_VERSION, css, revisionId, slug, lessonId, origin]).slice(0, 32)
}

/** However many addresses the site is asked for under, no more books of one course or lesson are kept than this. */
const MOST_KEPT = 5

const underWay = new Map<string, Promise<void>>()

// One book is made at a time: many who ask for many leave the site its other processor.
let last: Promise<unknown> = Promise.resolve()

/** The book of the current edition, open to be read: made when it is asked for first, and kept as a file from then on. */
export async function openEpub(asked: Asked): Promise<{ handle: FileHandle; size: number }> {
  const folder = path.join(env().DATA_DIR, 'books')
  // Of each course or lesson one book is kept in the end: ids have no dots.
  const stem = `${asked.outline.courseId}.${asked.lessonId ?? ''}.`
  const file = path.join(folder, `${stem}${epubHash(asked)}.epub`)
  const kept = await openIfThere(file)
  if (kept) return kept
  let making = underWay.get(file)
  if (!making) {
    making = last.then(() => makeFile({ asked, folder, file, stem })).finally(() => underWay.delete(file))
    last = making.catch(() => undefined)
    underWay.set(file, making)
  }
  await making
  const made = await openIfThere(file)
  if (!made) throw new Error(`The book ${path.basename(file)} is gone again`)
  return made
}

async function openIfThere(file: string): Promise<{ handle: FileHandle; size: number } | null> {
  try {
    const handle = await open(file)
    return { handle, size: (await handle.stat()).size }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function makeFile({
  asked: { outline, lessonId, origin },
  folder,
  file,
  stem,
}: {
  asked: Asked
  folder: string
  file: string
  stem: string
}): Promise<void> {
  const documents = await findDocuments({ outline, lessonId })
  const bytes = await buildEpub({ outline, documents, lessonId, origin, css, mediaFolder: mediaFolder() })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Put into its place whole: other processes never read half of it.
  const temporary = path.join(folder, `.${randomUUID()}`)
  await writeFile(temporary, bytes, { flag: 'wx' })
  await rename(temporary, file)
  await sweep(folder, stem, file)
}

/** Removes books that another has replaced and nobody can be waiting for any more, and what a killed server left. */
async function sweep(folder: string, stem: string, current: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(stem) || name.startsWith('.'))
  const others = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      // Another process may have swept it meanwhile.
      const found = await stat(file).catch(() => null)
      return { file, isBook: name.startsWith(stem), changedAt: found?.mtimeMs ?? 0 }
    }),
  )
  const newest = others.filter(({ isBook }) => isBook).sort((a, b) => b.changedAt - a.changedAt)
  for (const { file, isBook, changedAt } of others) {
    if (file === current) continue
    const tooMany = isBook && newest.findIndex((one) => one.file === file) >= MOST_KEPT
    if (tooMany || changedAt < Date.now() - SETTLED) await rm(file, { force: true })
  }
}
