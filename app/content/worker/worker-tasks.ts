import type { CompileContext } from '../compile/compile-context.ts'
import type { CompiledDocument } from '../document.ts'
import type { CheckedSource, SourceKind } from '../check/source-facts.ts'
import type { ImportInto, ImportPlan } from '../exchange/import-plan.ts'
import type { MadeMedia, MediaTask } from '../media/made-media.ts'

export type CheckTask = {
  task: 'check'
  kind: SourceKind
  source: string
  /** Language of the course, for counting its words and sentences. */
  language: string
}

export type CompileTask = {
  task: 'compile'
  kind: 'lesson' | 'quiz'
  /** The whole file, frontmatter included. */
  source: string
  context: CompileContext
}

/** Reads the questions of a file from another program. */
export type QuestionsTask = ImportInto & { task: 'questions'; bytes: Uint8Array }

export type WorkerTask = CheckTask | CompileTask | MediaTask | QuestionsTask

/** `refused` is what the guard or the compiler itself said. */
export type WorkerAnswer =
  | { status: 'checked'; checked: CheckedSource }
  | { status: 'compiled'; document: CompiledDocument }
  | { status: 'media'; made: MadeMedia }
  | { status: 'questions'; plan: ImportPlan }
  | { status: 'refused'; message: string; line: number; column: number }

export type WorkerRequest = { id: number } & WorkerTask
export type WorkerReply = { id: number; answer: WorkerAnswer } | { ready: true }
