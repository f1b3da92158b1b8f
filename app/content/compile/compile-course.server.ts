import type { CompileContext } from './compile-context.ts'
import { createRequire } from 'node:module'
import React from 'react'
import type { CheckedCourse, CheckedDocument } from '../check/checked-course.ts'
import { unreadable } from '../check/check-courses.server.ts'
import { contentHash } from './content-hash.server.ts'
import type { TermDefinition } from '../glossary/term-definition.ts'
import type { CompiledDocument } from '../document.ts'
import { type DocumentStore, storedDocuments } from './document-store.server.ts'
import type { Edition, EditionActivity } from '../revisions/edition.ts'
import { mediaKey } from '../media/media-kinds.ts'
import { ENCODER_VERSION } from '../media/media-source.server.ts'
import { type MediaStore, storedMedia } from '../media/media-store.server.ts'
import { prepareMedia } from '../media/prepare-media.server.ts'
import { isError, type Problem } from '../problem.ts'
import { type SourceWorker, sourceWorker } from '../worker/source-worker.server.ts'

/** Raise it when the same source would compile to other HTML: all documents are then compiled anew. */
const COMPILER_VERSION = 4

const compilerPart = contentHash([COMPILER_VERSION, ENCODER_VERSION, versionOf('mdx-bundler'), React.version]).slice(
  0,
  12,
)

/** `problems` of a compiled course are warnings. */
export type CompileResult =
  { status: 'compiled'; edition: Edition; problems: Problem[] } | { status: 'failed'; problems: Problem[] }

/**
 * Compiles the documents of a checked course that are not compiled yet, one at a time, with the files they show, and
 * gives the edition they make.
 * `onDocument` hears of each document, compiled or kept.
 */
export async function compileCourse({
  course,
  store = storedDocuments,
  media = storedMedia,
  worker = sourceWorker(),
  onDocument,
}: {
  course: CheckedCourse
  store?: DocumentStore
  media?: MediaStore
  worker?: SourceWorker
  onDocument?: (event: { file: string; compiled: boolean }) => void
}): Promise<CompileResult> {
  const hashes = course.documents.map((document) => hashDocument(document))
  const kept = await store.find(hashes)
  const problems: Problem[] = []
  const activities: EditionActivity[] = []
  for (const [index, source] of course.documents.entries()) {
    const hash = hashes[index] ?? ''
    let document = kept.get(hash)
    onDocument?.({ file: source.file, compiled: !document })
    // Of a kept document too its pictures are looked for, and what they weigh is told; a transcript is in its text.
    const uses = document ? source.media.filter(({ kind }) => kind !== 'transcript') : source.media
    const prepared = await prepareMedia({ uses, store: media, worker })
    problems.push(...prepared.problems)
    if (prepared.problems.some(isError)) continue
    if (!document) {
      const result = await compileDocument({ document: withMedia(source, prepared.media), worker })
      if (result.status === 'failed') {
        problems.push(result.problem)
        continue
      }
      document = result.document
      await store.save({ hash, kind: source.kind, document })
      kept.set(hash, document)
    }
    activities.push(activityOf(source, hash, document))
  }
  if (problems.some(isError)) return { status: 'failed', problems }
  return { status: 'compiled', edition: editionOf(course, activities), problems }
}

/** A document with what readers get of its files. */
export function withMedia(document: CheckedDocument, media: CompileContext['media']): CheckedDocument {
  return { ...document, context: { ...document.context, media } }
}

/** Compiles one document, whatever is kept. */
export async function compileDocument({
  document,
  worker = sourceWorker(),
}: {
  document: CheckedDocument
  worker?: SourceWorker
}): Promise<{ status: 'compiled'; document: CompiledDocument } | { status: 'failed'; problem: Problem }> {
  const { kind, source, context, file } = document
  const outcome = await worker.run({ task: 'compile', kind, source, context })
  if (outcome.status === 'compiled') return outcome
  if (outcome.status !== 'refused') return { status: 'failed', problem: { file, ...unreadable(outcome.status) } }
  const { message, line, column } = outcome
  return { status: 'failed', problem: { severity: 'error', file, line, column, rule: 'compile', message } }
}

/**
 * Hash of all that decides what a document compiles to: of its files the bytes that their author made, so that nothing
 * has to be encoded to know it. Its author's part leaves out the compiler, so that a new
 * compiler does not count as a change of the course.
 */
export function hashDocument({ kind, source, context, media }: CheckedDocument): string {
  const files = Object.fromEntries(media.map((use) => [mediaKey(use.kind, use.target), use.hash]))
  const { language, links, terms, partials, quotes } = context
  // Only what is used counts: a text without any of it keeps the hash it had before there was such a thing.
  const used = Object.entries({ files, terms, partials, quotes }).flatMap(([name, record]) =>
    Object.keys(record).length > 0 ? [[name, inOrder(record)]] : [],
  )
  return `${contentHash([kind, source, inOrder(links), language, ...used])}.${compilerPart}`
}

/** The same entries always in the same order. */
function inOrder(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

function activityOf(source: CheckedDocument, documentHash: string, document: CompiledDocument): EditionActivity {
  const { id, kind, moduleId, slug, title, summary, minutes, articles, objectives, quiz, partIds } = source
  const questions = document.questions.map((question) => ({ id: question.id, hash: contentHash(question), question }))
  return {
    id,
    kind,
    moduleId,
    slug,
    title,
    summary,
    minutes,
    articles,
    objectives,
    quiz,
    documentHash,
    questions,
    partIds,
  }
}

function editionOf(course: CheckedCourse, activities: readonly EditionActivity[]): Edition {
  const { id: courseId, slug, title, summary, audience, language, level, objectives, retired, file } = course
  const modules = course.modules.map(({ id, title, summary }) => ({ id, title, summary }))
  const content = {
    courseId,
    slug,
    title,
    summary,
    audience,
    language,
    level,
    objectives,
    retired,
    modules,
    activities,
    terms: termsOf(course),
  }
  return { ...content, contentHash: contentHash(content), sourceFile: file }
}

/** By id. */
function termsOf({ documents }: CheckedCourse): TermDefinition[] {
  const terms = new Map(documents.flatMap(({ context }) => Object.entries(context.terms)))
  return [...terms.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function versionOf(name: string): string {
  const { version }: { version: string } = createRequire(import.meta.url)(`${name}/package.json`)
  return version
}
