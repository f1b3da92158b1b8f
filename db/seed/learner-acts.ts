import { and, eq, isNull } from 'drizzle-orm'
import { saveAnswers } from '#app/assessment/save-answers.server.ts'
import { findActivityQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { answerPractice } from '#app/progress/answer-practice.server.ts'
import { completeCourse } from '#app/progress/complete-course.server.ts'
import { openLesson } from '#app/progress/open-lesson.server.ts'
import { readLesson } from '#app/progress/read-lesson.server.ts'
import { startQuiz } from '#app/progress/start-quiz.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'
import { reader } from '#db/client.server.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { chosen, seat } from './assessment.ts'

export type LearnerAct = 'open' | 'read' | 'read-all' | 'practise' | 'start' | 'hand-in' | 'complete'

type Act = {
  accountId: string
  /** The edition that the person sees. */
  outline: CourseOutline
  act: LearnerAct
  /** Which of its lessons or quizzes, counted round. */
  at: number
  /** Whether the first option, which is right, is chosen in a quiz; else the last. */
  right: boolean
  now: number
}

/** One act of a learner, through the same use cases as the pages. Nothing happens where there is nothing to do it to. */
export async function learnSomething({ accountId, outline, act, at, right, now }: Act): Promise<void> {
  const all = (kind: Activity['kind']) => outline.activities.filter((activity) => activity.kind === kind)
  const [lessons, quizzes] = [all('lesson'), all('quiz')]
  const lesson = lessons[at % lessons.length]
  const activity = quizzes[at % quizzes.length]
  const own = { accountId, outline, now }
  if (act === 'complete') await completeCourse({ accountId, courseId: outline.courseId, now })
  if (act === 'read-all') for (const each of lessons) await readLesson({ ...own, lesson: each })
  if (act === 'open' && lesson) await openLesson({ ...own, lesson })
  if (act === 'read' && lesson) await readLesson({ ...own, lesson })
  if (act === 'practise' && lesson) {
    const [asked] = await findActivityQuestions({ revisionId: outline.revisionId, activityId: lesson.id })
    if (asked) await answerPractice({ ...own, lesson, ...asked, answer: [0] })
  }
  if ((act === 'start' || act === 'hand-in') && activity) await startQuiz({ ...own, activity, seat, code: '' })
  if (act === 'hand-in' && activity) await handIn({ accountId, quizId: activity.id, right, now })
}

async function handIn({
  accountId,
  quizId,
  right,
  now,
}: Pick<Act, 'accountId' | 'right' | 'now'> & { quizId: string }) {
  const isOpen = and(eq(attempt.accountId, accountId), eq(attempt.quizId, quizId), isNull(attempt.submittedAt))
  const open = await reader.select({ id: attempt.id }).from(attempt).where(isOpen).get()
  if (!open) throw new Error('There is nothing to hand in')
  const asked = await reader.select().from(attemptQuestion).where(eq(attemptQuestion.attemptId, open.id))
  const answers = asked.map(({ position, optionOrder }) => {
    const order: number[] = JSON.parse(optionOrder)
    return chosen(position, order.indexOf(right ? 0 : order.length - 1))
  })
  await saveAnswers({ accountId, attemptId: open.id, answers, seat, now })
  await submitQuiz({ accountId, attemptId: open.id, now })
}
