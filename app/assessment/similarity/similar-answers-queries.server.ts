import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { findActivityQuestions, findQuestions } from '#app/content/course-queries.server.ts'
import type { Activity, CourseOutline } from '#app/content/outline.ts'
import { parseMarkup, textOf } from '#app/content/takeaway/markup.ts'
import { taughtBy } from '#app/content/teaching/teaching-queries.server.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { reader, write } from '#db/client.server.ts'
import { inChunks } from '#db/in-chunks.ts'
import { attempt, attemptQuestion, quizEvent } from '#db/schema/assessment.ts'
import { course } from '#db/schema/content.ts'
import { account } from '#db/schema/identity.ts'
import { answerInWords } from '../answer-in-words.ts'
import { completeness, parseAnswer } from '../answer.ts'
import { type AlikePair, type ComparedAttempt, findAlike, LEAST_COMPARED, MOST_COMPARED } from './similar-answers.ts'

/** More pairs than anybody will look into. */
const MOST_PAIRS = 50

/** One of two people whose answers are alike. Times in milliseconds UTC. */
export type AlikePerson = { attemptId: string; name: string; username: string; startedAt: number; submittedAt: number }

export type AlikeReport = {
  /** Attempts that were compared. */
  compared: number
  /** Whether these are too few to say anything. */
  isTooFew: boolean
  pairs: (Omit<AlikePair, 'first' | 'second'> & {
    people: [AlikePerson, AlikePerson]
    /** Whether both sat the quiz at the same time. */
    overlapped: boolean
    /** Whether both began from one network address; null where that is not known. */
    sameAddress: boolean | null
    /** The wrong answers that both gave; `number` in the published quiz, null where it asks the question no more. */
    shared: { number: number | null; question: string; answer: string[] }[]
  })[]
}

/**
 * Pairs of people who handed in more of the same wrong answers to a quiz than chance explains. Names people: that it was
 * looked at is recorded before it is shown. `outline` is a course that the viewer teaches; nothing outside it is compared.
 * `now` in milliseconds UTC.
 */
export async function reportAlike({
  viewer,
  outline: { courseId, revisionId },
  quiz,
  now,
}: {
  viewer: Viewer
  outline: Pick<CourseOutline, 'courseId' | 'revisionId'>
  quiz: Activity
  now: number
}): Promise<AlikeReport> {
  const attempts = await latestAttempts({ viewer, courseId, quizId: quiz.id })
  const rows = await answersOf(attempts.map(({ id }) => id))
  const { compared, answers } = encode(attempts, rows)
  const isTooFew = attempts.length < LEAST_COMPARED
  const pairs = isTooFew ? [] : findAlike(compared).slice(0, MOST_PAIRS)
  const subject = { kind: 'course', id: courseId } as const
  const facts = { quizId: quiz.id, pairs: pairs.length }
  await write((tx) =>
    recordAudit({ acts: [{ action: 'answers-compared', actorId: viewer.accountId, subject, facts }], now }, tx),
  )
  const shown = new Set(pairs.flatMap(({ first, second }) => [first, second]))
  const addresses = await addressesOf([...shown].flatMap((place) => attempts[place]?.id ?? []))
  const asked = await findActivityQuestions({ revisionId, activityId: quiz.id })
  const numbers = new Map(asked.map(({ questionId }, index) => [questionId, index + 1]))
  const wordings = await findQuestions(answers.hashes)
  return {
    compared: attempts.length,
    isTooFew,
    pairs: pairs.flatMap(({ first, second, ...counts }) => {
      const [one, other] = [attempts[first], attempts[second]]
      const [given, like] = [compared[first]?.answers, compared[second]?.answers]
      if (!one || !other || !given || !like) return []
      const [here, there] = [addresses.get(one.id), addresses.get(other.id)]
      const shared = answers.hashes.flatMap((hash, question) => {
        const wording = wordings.get(hash)
        const answer = given[question] ?? 0
        if (!wording || answer <= 0 || answer !== like[question]) return []
        const parsed = parseAnswer(answers.stored(question, answer))
        const words = answerInWords({ question: wording, answer: parsed, plain })
        return [{ number: numbers.get(wording.id) ?? null, question: plain(wording.stemHtml), answer: words }]
      })
      return [
        {
          ...counts,
          people: [personOf(one), personOf(other)] as [AlikePerson, AlikePerson],
          overlapped: one.startedAt < other.submittedAt && other.startedAt < one.submittedAt,
          sameAddress: here && there ? here === there : null,
          shared: shared.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity)),
        },
      ]
    }),
  }
}

type FoundAttempt = Awaited<ReturnType<typeof latestAttempts>>[number]

const personOf = ({ id: attemptId, name, username, startedAt, submittedAt }: FoundAttempt): AlikePerson => ({
  attemptId,
  name,
  username,
  startedAt,
  submittedAt,
})

async function latestAttempts({ viewer, courseId, quizId }: { viewer: Viewer; courseId: string; quizId: string }) {
  const rows = await reader
    .select({
      id: attempt.id,
      accountId: attempt.accountId,
      startedAt: attempt.startedAt,
      submittedAt: attempt.submittedAt,
      name: account.displayName,
      username: account.username,
    })
    .from(attempt)
    .innerJoin(course, eq(course.id, attempt.courseId))
    .innerJoin(account, eq(account.id, attempt.accountId))
    .where(
      and(
        taughtBy(viewer),
        eq(attempt.courseId, courseId),
        eq(attempt.quizId, quizId),
        isNotNull(attempt.submittedAt),
        // Of an erased person there is nobody to ask, and what they typed is alike because it is blotted out.
        isNull(account.erasedAt),
      ),
    )
    .orderBy(desc(attempt.submittedAt), desc(attempt.id))
    .limit(MOST_COMPARED)
  return rows.map((row) => ({ ...row, submittedAt: row.submittedAt ?? 0 }))
}

async function answersOf(attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return []
  return await reader
    .select({
      attemptId: attemptQuestion.attemptId,
      questionHash: attemptQuestion.questionHash,
      answer: attemptQuestion.answer,
      mark: attemptQuestion.mark,
    })
    .from(attemptQuestion)
    .where(inArray(attemptQuestion.attemptId, [...attemptIds]))
}

/** The network address from which each attempt began, by attempt. */
async function addressesOf(attemptIds: readonly string[]): Promise<Map<string, string>> {
  const addresses = new Map<string, string>()
  for (const ids of inChunks([...attemptIds])) {
    const rows = await reader
      .select({ attemptId: quizEvent.attemptId, address: quizEvent.address })
      .from(quizEvent)
      .where(and(inArray(quizEvent.attemptId, [...ids]), eq(quizEvent.kind, 'begun'), isNotNull(quizEvent.address)))
      .orderBy(asc(quizEvent.id))
    for (const { attemptId, address } of rows) if (attemptId && address) addresses.set(attemptId, address)
  }
  return addresses
}

const plain = (html: string) => textOf(parseMarkup(html)).trim()

/** Answers as numbers, by wording: the same wording is the same place for everybody. */
function encode(attempts: readonly FoundAttempt[], rows: Awaited<ReturnType<typeof answersOf>>) {
  const hashes = [...new Set(rows.map(({ questionHash }) => questionHash))].sort()
  const placeOf = new Map(hashes.map((hash, place) => [hash, place]))
  const numbers = hashes.map(() => new Map<string, { number: number; stored: string }>())
  const byAttempt = new Map(attempts.map(({ id }) => [id, new Int32Array(hashes.length)]))
  for (const { attemptId, questionHash, answer, mark } of rows) {
    const place = placeOf.get(questionHash) ?? -1
    const known = numbers[place]
    const answers = byAttempt.get(attemptId)
    const parsed = parseAnswer(answer)
    // Without a mark it was left out for everybody: it was no fair question.
    if (!known || !answers || answer === null || mark === null || completeness(parsed) === 'none') continue
    const key = typeof parsed === 'string' ? parsed.normalize('NFKC').trim().toLowerCase() : JSON.stringify(parsed)
    const { number } = known.get(key) ?? { number: known.size + 1 }
    if (!known.has(key)) known.set(key, { number, stored: answer })
    answers[place] = mark >= 1 ? -1 : number
  }
  const compared = attempts.map(({ id, accountId }): ComparedAttempt => ({
    accountId,
    answers: byAttempt.get(id) ?? new Int32Array(hashes.length),
  }))
  const stored = (place: number, number: number) =>
    [...(numbers[place]?.values() ?? [])].find((one) => one.number === number)?.stored ?? null
  return { compared, answers: { hashes, stored } }
}
