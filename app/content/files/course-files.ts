import type { CheckedSource, SourceKind } from '../check/source-facts.ts'
import { isError } from '../problem.ts'

export type SourceFile = {
  /** Relative to the parent of the courses folder, with `/`. */
  file: string
  kind: SourceKind
  /** Lines end in `\n`. Null when it could not be read, which is a problem already told. */
  source: string | null
}

export type DocumentFile = SourceFile & { kind: 'lesson' | 'quiz'; slug: string }

export type FoundModule = { folder: string; yaml: SourceFile | null; documents: readonly DocumentFile[] }

/** What several lessons use: terms, and texts to include. */
export type SharedFiles<File extends SourceFile = SourceFile> = { glossary: File | null; partials: readonly File[] }

export type FoundCourse = SharedFiles & {
  slug: string
  /** `courses/x`, as problems name it. */
  folder: string
  yaml: SourceFile | null
  modules: readonly FoundModule[]
  final: DocumentFile | null
}

export type Checked<File extends SourceFile> = File & { checked: CheckedSource }

/** A course as found, each file with its own check. */
export type CourseOfFiles = SharedFiles<Checked<SourceFile>> & {
  slug: string
  /** `courses/x`, as problems name it. */
  folder: string
  yaml: Checked<SourceFile> | null
  modules: readonly (Omit<FoundModule, 'yaml' | 'documents'> & {
    yaml: Checked<SourceFile> | null
    documents: readonly Checked<DocumentFile>[]
  })[]
  final: Checked<DocumentFile> | null
}

export function documentsOf(course: CourseOfFiles): Checked<DocumentFile>[] {
  return [...course.modules.flatMap((module) => module.documents), ...(course.final ? [course.final] : [])]
}

export function filesOf(course: CourseOfFiles): Checked<SourceFile>[] {
  const files = [course.yaml, ...course.modules.flatMap((module) => [module.yaml, ...module.documents]), course.final]
  return [...files.filter((file) => file !== null), ...sharedFilesOf(course)]
}

/** Whether it is known all that a text says and uses: of one with an error in it, perhaps nothing could be read. */
export function isReadWhole({ checked }: Checked<SourceFile>): boolean {
  return checked.fields !== null && !checked.problems.some(isError)
}

export function sharedFilesOf<File extends SourceFile>({ glossary, partials }: SharedFiles<File>): File[] {
  return [...(glossary ? [glossary] : []), ...partials]
}
