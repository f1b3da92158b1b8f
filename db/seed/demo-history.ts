import { countShuffled, isChoice, type Question } from '#app/content/question.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import type { Answer } from '#app/assessment/answer.ts'
import { isPass, markAnswer, scorePercent } from '#app/assessment/marking.ts'
import type { ReportedEvent } from '#app/progress/learning-event.ts'
import type { attempt, attemptQuestion, practiceAnswer } from '#db/schema/assessment.ts'
import { answerOf } from './assessment.ts'
import type { Chance } from './demo-chance.ts'
import { MINUTE, nextSitting } from './demo-calendar.ts'

export type AskedQuestion = { hash: string; question: Question }

/** A published course with the questions of each activity. */
export type DemoCourse = { outline: CourseOutline; questions: ReadonlyMap<string, readonly AskedQuestion[]> }

/** How one invented trainee learns. */
export type Habit = {
  /** The chance of answering a question right at the first try, 0 to 1. */
  ability: number
  /** Days between sittings, about. */
  pace: number
  /** Activities after which they stop coming. */
  stopsAfter: number
}

/** What one trainee left behind, as the use cases would have stored it. */
export type History = {
  events: ReportedEvent[]
  attempts: (typeof attempt.$inferInsert)[]
  attemptQuestions: (typeof attemptQuestion.$inferInsert)[]
  practiceAnswers: (typeof practiceAnswer.$inferInsert)[]
}

/** Longer than anything one activity takes below, so that nothing is dated after the end. */
const LONGEST_ACTIVITY = 3 * 60 * MINUTE
const MOST_ATTEMPTS = 4

/** Invents how a trainee went through the courses from `begin` on, nothing later than `until` (milliseconds UTC). */
export function inventHistory(given: {
  accountId: string
  courses: readonly DemoCourse[]
  begin: number
  until: number
  habit: Habit
  chance: Chance
}): History {
  const { accountId, habit, until, chance } = given
  const history: History = { events: [], attempts: [], attemptQuestions: [], practiceAnswers: [] }
  let at = given.begin
  let done = 0
  for (const course of given.courses) {
    for (const activity of course.outline.activities) {
      if (done >= habit.stopsAfter) return history
      const trainee = { accountId, course, activity, habit, chance, history, until }
      const end = activity.kind === 'lesson' ? readLesson(trainee, at) : takeQuiz(trainee, at)
      if (end === null) return history
      done += 1
      const goesOn = chance.happens(0.55)
      at = goesOn ? end + chance.between(2, 20) * MINUTE : nextSitting(end, habit.pace, chance)
    }
  }
  return history
}

type Doing = {
  accountId: string
  course: DemoCourse
  activity: Activity
  habit: Habit
  chance: Chance
  history: History
  until: number
}

function eventOf({ accountId, course, activity }: Doing, occurredAt: number) {
  const { courseId, revisionId } = course.outline
  return { accountId, courseId, courseRevisionId: revisionId, activityId: activity.id, occurredAt }
}

/** Gives when the lesson was read to its end; null when the trainee left it open or time was up. */
function readLesson(doing: Doing, begin: number): number | null {
  const { accountId, course, activity, habit, chance, history, until } = doing
  if (begin + LONGEST_ACTIVITY > until) return null
  history.events.push({ verb: 'lesson-opened', ...eventOf(doing, begin), result: {} })
  if (chance.happens(0.03)) return null
  const minutes = Math.min(100, activity.minutes * (0.6 + chance.next()))
  let at = begin + Math.round(minutes * MINUTE)
  for (const { hash, question } of course.questions.get(activity.id) ?? []) {
    if (chance.happens(0.2)) continue
    let tries = 0
    let mark = 0
    let answer: Answer = []
    do {
      tries += 1
      at += chance.between(20, 120) * 1000
      answer = answerTo(question, habit.ability + 0.3 * (tries - 1), chance)
      mark = markAnswer(question, answer)
      const result = { questionId: question.id, questionHash: hash, answer, mark, tries }
      history.events.push({ verb: 'practice-answered', ...eventOf(doing, at), result })
    } while (mark < 1 && tries < 3 && chance.happens(0.6))
    history.practiceAnswers.push({
      accountId,
      questionId: question.id,
      questionHash: hash,
      lessonId: activity.id,
      answer: JSON.stringify(answer),
      mark,
      answeredAt: at,
      tries,
    })
  }
  at += chance.between(5, 90) * 1000
  history.events.push({ verb: 'lesson-read', ...eventOf(doing, at), result: {} })
  return at
}

/** Gives when the quiz was passed; null when the trainee gave up, left it open or time was up. */
function takeQuiz(doing: Doing, begin: number): number | null {
  const { habit, chance, until } = doing
  let at = begin
  for (let number = 1; number <= MOST_ATTEMPTS; number += 1) {
    if (at + LONGEST_ACTIVITY > until) return null
    const { end, passed } = sitQuiz(doing, { number, at, ability: habit.ability + 0.12 * (number - 1) })
    if (end === null) return null
    if (passed) return end
    if (chance.happens(0.15)) return null
    at = nextSitting(end, habit.pace / 2, chance)
  }
  return null
}

function sitQuiz(
  doing: Doing,
  sitting: { number: number; at: number; ability: number },
): { end: number | null; passed: boolean } {
  const { accountId, course, activity, chance, history } = doing
  const { number, at: startedAt, ability } = sitting
  const { courseId, revisionId: courseRevisionId } = course.outline
  const settings = activity.quiz
  const questions = course.questions.get(activity.id) ?? []
  if (!settings || questions.length === 0) return { end: null, passed: false }
  const attemptId = chance.id(startedAt)
  const started = { id: attemptId, accountId, courseId, courseRevisionId, quizId: activity.id, number, startedAt }
  history.events.push({
    verb: 'quiz-started',
    ...eventOf(doing, startedAt),
    result: { attemptId, number, resumed: false },
  })
  const isHandedIn = !chance.happens(0.03)
  let at = startedAt
  let score = 0
  for (const [position, { hash, question }] of questions.entries()) {
    at += chance.between(25, 140) * 1000
    const answer = answerTo(question, ability, chance)
    const mark = markAnswer(question, answer)
    score += mark
    history.attemptQuestions.push({
      attemptId,
      position,
      questionId: question.id,
      questionHash: hash,
      optionOrder: JSON.stringify(
        shuffled(countShuffled(question), settings.shuffle && question.shuffle !== false, chance),
      ),
      answer: JSON.stringify(answer),
      answeredAt: at,
      mark: isHandedIn ? mark : null,
    })
  }
  if (!isHandedIn) {
    history.attempts.push({ ...started, passMark: settings.passMark })
    return { end: null, passed: false }
  }
  const submittedAt = at + chance.between(5, 60) * 1000
  const percent = scorePercent(score, questions.length)
  const passed = isPass(percent, settings.passMark)
  const maxScore = questions.length
  history.attempts.push({ ...started, passMark: settings.passMark, submittedAt, score, maxScore, passed })
  history.events.push({
    verb: 'quiz-submitted',
    ...eventOf(doing, submittedAt),
    result: { attemptId, number, quizKind: settings.kind, scorePercent: percent, passed },
  })
  return { end: submittedAt, passed }
}

/** The right answer with the chance `ability`; else a likely mistake. */
function answerTo(question: Question, ability: number, chance: Chance): Answer {
  if (!isChoice(question)) return answerOf(question, chance.happens(Math.min(0.97, ability)) ? 'everything' : 'nothing')
  const indexes = question.options.map((_, index) => index)
  const right = indexes.filter((index) => question.options[index]?.correct)
  if (chance.happens(Math.min(0.97, ability))) return right
  const wrong = indexes.filter((index) => !question.options[index]?.correct)
  if (question.kind === 'single' || wrong.length === 0) return [chance.pick(wrong.length > 0 ? wrong : right)]
  const kept = right.slice(0, Math.max(1, right.length - 1))
  return [...kept, ...(chance.happens(0.6) ? [chance.pick(wrong)] : [])].sort((a, b) => a - b)
}

function shuffled(count: number, shuffle: boolean, chance: Chance): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  if (!shuffle) return order
  return order
    .map((index) => ({ index, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ index }) => index)
}
