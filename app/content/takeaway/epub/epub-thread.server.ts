import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { makeBook } from '../make-book.server.ts'
import type { EpubTask } from './epub-task.ts'
import { makeEpub } from './make-epub.tsx'

// Runs as a thread of its own (see build-epub.server.ts): makes one book, hands it over and ends.

const { outline, documents, lessonId, origin, css, mediaFolder } = workerData as EpubTask
const book = await makeBook({ outline, documents, lessonId, shift: 0 })
const bytes = makeEpub({ book, origin, css, readPicture })
parentPort?.postMessage(bytes)

/** The bytes behind an address of the media folder; null when there are none. */
function readPicture(href: string): Uint8Array | null {
  const name = /^\/media\/([\w.%-]+)$/.exec(href)?.[1]
  if (!name) return null
  try {
    return readFileSync(path.join(mediaFolder, path.basename(decodeURIComponent(name))))
  } catch (error) {
    // The book says in words what the picture shows.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
