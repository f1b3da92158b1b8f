import { emptyContext } from '../compile/compile-context.ts'
import type { CompiledDocument } from '../document.ts'
import type { TaughtCourse } from '../teaching/teaching-queries.server.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import type { ImportPlan, PlannedItem } from './import-plan.ts'
import { idGiver } from './mdx/fresh-ids.ts'
import { writeQuizFile } from './mdx/write-quiz.ts'
import type { FileRefusal } from './read-questions.ts'

/** How many questions are shown as they would be posed: the rest is in the file. */
export const MOST_SHOWN = 20

/** How long a question takes to answer, in minutes. */
const MINUTES_EACH = 1.5

export type ImportedQuestions = Omit<Extract<ImportPlan, { status: 'planned' }>, 'status'> & {
  language: string
  /** A quiz file with everything that can be taken; null where nothing can. */
  source: string | null
  /** Its first questions, compiled. */
  preview: CompiledDocument | null
}

/**
 * What a file from another program would become in a course, without writing anything: the file's questions one by one,
 * and a quiz file for its instructor to save among the course's own. `known` are ids of the published course.
 */
export async function importQuestions({
  taught,
  known,
  bytes,
  title,
  articles,
}: {
  taught: TaughtCourse
  known: readonly string[]
  bytes: Uint8Array
  title: string
  articles: string
}): Promise<
  | { status: 'imported'; questions: ImportedQuestions }
  | { status: 'refused'; refusal: FileRefusal | { why: 'too-slow' } }
> {
  const { published, working } = taught
  const language = working?.language ?? published?.outline.language ?? 'en'
  const objectives = (working ?? published?.outline)?.objectives.map(({ id }) => id) ?? []
  const taken = [...known, ...idsOf(taught)]
  const worker = sourceWorker()
  const outcome = await worker.run({ task: 'questions', bytes, language, articles, objectives, taken })
  if (outcome.status !== 'questions') return { status: 'refused', refusal: { why: 'too-slow' } }
  const { plan } = outcome
  if (plan.status === 'refused') return plan
  const { format, items } = plan
  const quizId = idGiver({ taken: [...taken, ...items.flatMap((item) => item.taken?.id ?? [])], stem: 'imported-quiz' })
  const head = { id: quizId(title, 1), title, summary: title }
  const fileOf = (some: readonly PlannedItem[]) => {
    const questions = some.flatMap((item) => item.taken?.mdx ?? [])
    const minutes = Math.min(180, Math.max(1, Math.round(questions.length * MINUTES_EACH)))
    return writeQuizFile({ ...head, minutes }, questions)
  }
  const usable = items.filter((item) => item.taken !== null)
  if (usable.length === 0)
    return { status: 'imported', questions: { format, items, language, source: null, preview: null } }
  const source = fileOf(usable.slice(0, MOST_SHOWN))
  const compiled = await worker.run({ task: 'compile', kind: 'quiz', source, context: { ...emptyContext, language } })
  const preview = compiled.status === 'compiled' ? compiled.document : null
  return { status: 'imported', questions: { format, items, language, source: fileOf(usable), preview } }
}

/** Every id that the files of a course use, or keep from being used again. */
function idsOf({ working, published }: TaughtCourse): string[] {
  const { outline } = published ?? {}
  return [
    ...(outline?.activities.map(({ id }) => id) ?? []),
    ...(outline?.objectives.map(({ id }) => id) ?? []),
    ...(outline?.modules.map(({ id }) => id) ?? []),
    ...(published?.retired ?? []),
    ...(working
      ? [
          working.id,
          ...working.retired,
          ...[...working.modules, ...working.objectives].map(({ id }) => id),
          ...working.documents.flatMap(({ id, questionIds, partIds }) => [
            id,
            ...questionIds,
            ...partIds.map((part) => part.id),
          ]),
        ]
      : []),
  ]
}
