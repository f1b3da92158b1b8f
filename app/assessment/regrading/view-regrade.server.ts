import { findTaughtOutline } from '#app/content/teaching/taught-outline-queries.server.ts'
import { textOf } from '#app/content/compile/cut-pieces.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader } from '#db/client.server.ts'
import { pageOf } from '#db/page-of.ts'
import type { Remedy } from './correction.ts'
import { dryRun } from './dry-run.server.ts'
import type { RegradeAddress } from './regrade-address.ts'
import type { PlannedChange, RegradePlan } from './regrade-plan.ts'
import { listRegrades, type MadeRegrade } from './regrade-queries.server.ts'
import {
  type AskedWording,
  findAskedWordings,
  findQuizWordings,
  listQuizQuestions,
  type QuizWording,
} from './regrade-target-queries.server.ts'
import { remedyChoices, type Unavailable } from './remedy-choices.ts'

/** Changes shown at a time. */
export const CHANGES_SHOWN = 50

/** A question to choose, by the words of its latest wording. */
export type OfferedQuestion = { questionId: string; text: string; wordings: number; isPublished: boolean }

/** The dry run of a remedy, a page of its changes. */
export type ShownRun = Omit<RegradePlan, 'changes'> & {
  digest: string
  changes: PlannedChange[]
  total: number
  page: number
  pages: number
  /** Place of the first one shown, from 0. */
  offset: number
}

/** A question that was chosen, its wordings, and what can be done about the one that is looked at. */
export type ChosenQuestion = {
  questionId: string
  wordings: AskedWording[]
  wording: AskedWording
  choices: Record<Remedy, Unavailable | null>
  remedy: Remedy | null
  /** Null before a remedy that can be had is chosen. */
  run: ShownRun | null
}

export type RegradeView = {
  outline: CourseOutline
  quizzes: Activity[]
  /** Null where the course has no quiz. */
  quiz: Activity | null
  questions: OfferedQuestion[]
  chosen: ChosenQuestion | null
  /** Corrections in this quiz. */
  made: (MadeRegrade & { text: string })[]
}

/** The page on which a question is marked anew, as far as its address has come; null outside the viewer's scope. */
export async function viewRegrade({
  viewer,
  slug,
  asked,
}: {
  viewer: Viewer
  slug: string
  asked: RegradeAddress
}): Promise<RegradeView | null> {
  const outline = await findTaughtOutline({ viewer, slug })
  if (!outline) return null
  const quizzes = outline.activities.filter(({ kind }) => kind === 'quiz')
  const quiz = quizzes.find((one) => one.slug === asked.quiz) ?? quizzes[0] ?? null
  if (!quiz) return { outline, quizzes, quiz, questions: [], chosen: null, made: [] }
  const worded = await findQuizWordings({ courseId: outline.courseId, quizId: quiz.id })
  const listed = await listQuizQuestions({ outline, quiz, worded })
  const questions = listed.map(({ question, ...one }) => ({ ...one, text: textOf(question.stemHtml) }))
  const made = await listRegrades({ viewer, courseId: outline.courseId, quizId: quiz.id })
  const textFor = (questionId: string) => questions.find((one) => one.questionId === questionId)?.text ?? questionId
  return {
    outline,
    quizzes,
    quiz,
    questions,
    chosen: await chooseQuestion({ viewer, outline, quiz, worded, asked }),
    made: made.map((one) => ({ ...one, text: textFor(one.questionId) })),
  }
}

async function chooseQuestion({
  viewer,
  outline,
  quiz,
  worded,
  asked,
}: {
  viewer: Viewer
  outline: CourseOutline
  quiz: Activity
  worded: readonly QuizWording[]
  asked: RegradeAddress
}): Promise<ChosenQuestion | null> {
  const { question: questionId, remedy } = asked
  if (questionId === '') return null
  const wordings = await findAskedWordings({ viewer, outline, quiz, questionId, worded })
  // What was mended is what was asked before: the latest wording that is not published, if anybody was asked it.
  const mended = wordings.find(({ isPublished, handedIn, underWay }) => !isPublished && handedIn + underWay > 0)
  const wording = wordings.find(({ hash }) => hash === asked.wording) ?? mended ?? wordings[0]
  if (!wording) return null
  const published = wordings.find(({ isPublished }) => isPublished) ?? null
  const choices = remedyChoices({ asked: wording, published, standing: wording.standing })
  const run = remedy && (await dryRun({ viewer, outline, quizId: quiz.id, wordings, wording, remedy }, reader))
  return {
    questionId,
    wordings,
    wording,
    choices,
    remedy,
    run: run?.status === 'planned' ? pageOfRun(run.plan, run.digest, asked.page) : null,
  }
}

function pageOfRun({ changes, ...counts }: RegradePlan, digest: string, asked: number): ShownRun {
  const { page, pages, offset } = pageOf({ asked, total: changes.length, size: CHANGES_SHOWN })
  const shown = changes.slice(offset, offset + CHANGES_SHOWN)
  return { ...counts, digest, changes: shown, total: changes.length, page, pages, offset }
}
