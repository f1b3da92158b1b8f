import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { dryRun } from '#app/assessment/regrading/dry-run.server.ts'
import type { Remedy } from '#app/assessment/regrading/correction.ts'
import type { RegradeForm } from '#app/assessment/regrading/regrade-form.ts'
import { findAskedWordings, findQuizWordings } from '#app/assessment/regrading/regrade-target-queries.server.ts'
import type { ChoiceQuestion } from '#app/content/question.ts'
import type { WrittenSettings } from '#app/content/quiz-settings.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import { reader } from '#db/client.server.ts'
import { chosen, seat } from './assessment.ts'
import { insertPublishedCourse, type PublishedCourse, publishNextRevision } from './content.ts'
import { buildQuestion } from './course-drafts.ts'

/** A question of whose options the one at `right` is right. */
export function questionWith(id: string, right: number): ChoiceQuestion {
  const question = buildQuestion({ id })
  return { ...question, options: question.options.map((option, index) => ({ ...option, correct: index === right })) }
}

/**
 * A course of one final quiz with three questions, passed from 60 per cent and not shuffled. Of the first, "…-q0", option 1
 * is marked as right, which is a mistake; of the others option 0.
 */
export async function insertMistakenQuiz(rules: Partial<WrittenSettings> = {}): Promise<PublishedCourse> {
  const base = await insertPublishedCourse()
  return await publishNextRevision(base, (drafts) =>
    drafts.flatMap((draft) => {
      if (draft.id !== base.finalQuiz.id) return draft.id === base.moduleQuiz.id ? [draft] : []
      const questions = [0, 1, 2].map((at) => questionWith(`${base.courseId}-q${at}`, at === 0 ? 1 : 0))
      return [{ ...draft, quiz: { kind: 'final', passMark: 60, shuffle: false, ...rules }, questions }]
    }),
  )
}

/** The next edition, in which option `right` of the first question is right, or which has `question` in its place. */
export async function publishCorrected(
  course: PublishedCourse,
  question: ChoiceQuestion = questionWith(`${course.courseId}-q0`, 0),
): Promise<PublishedCourse> {
  return await publishNextRevision(course, (drafts) =>
    drafts.map((draft) =>
      draft.id === course.finalQuiz.id
        ? { ...draft, questions: [question, ...(draft.questions ?? []).slice(1)] }
        : draft,
    ),
  )
}

/** An attempt under way at the final quiz, with an option chosen of each question. */
export async function beginSitting({
  accountId,
  course,
  options,
  now,
}: {
  accountId: string
  course: PublishedCourse
  options: readonly number[]
  now: number
}): Promise<string> {
  const begun = await startQuiz({ seat, code: '', accountId, outline: course.outline, activity: course.finalQuiz, now })
  if (begun.status === 'refused') throw new Error('refused')
  const { attemptId } = begun
  await saveAnswers({ seat, accountId, attemptId, answers: options.map((option, at) => chosen(at, option)), now })
  return attemptId
}

/** The same, handed in. */
export async function handInSitting(given: Parameters<typeof beginSitting>[0]): Promise<string> {
  const attemptId = await beginSitting(given)
  await submitQuiz({ accountId: given.accountId, attemptId, now: given.now })
  return attemptId
}

/** What would be posted to correct the first wording ever published of the first question, by the dry run of now. */
export async function formFor({
  viewer,
  course: { courseId, outline, finalQuiz: quiz },
  remedy,
  reason = 'The wrong option was marked as right.',
}: {
  viewer: Viewer
  /** The edition that is published. */
  course: PublishedCourse
  remedy: Remedy
  reason?: string
}): Promise<RegradeForm> {
  const question = `${courseId}-q0`
  const worded = await findQuizWordings({ courseId, quizId: quiz.id })
  const wordings = await findAskedWordings({ viewer, outline, quiz, questionId: question, worded })
  const wording = wordings.at(-1)
  if (!wording) throw new Error('The question was never published')
  const run = await dryRun({ viewer, outline, quizId: quiz.id, wordings, wording, remedy }, reader)
  if (run.status === 'unavailable') throw new Error(`Not to be had: ${run.why}`)
  return { quiz: quiz.slug, question, wording: wording.hash, remedy, digest: run.digest, reason }
}
