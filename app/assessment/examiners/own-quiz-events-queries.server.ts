import { and, asc, eq, gt } from 'drizzle-orm'
import { eachOf, inPieces, isoTime, PIECE, whoWas } from '#app/identity/own-data/own-data.ts'
import { reader } from '#db/client.server.ts'
import { attempt, quizEvent } from '#db/schema/assessment.ts'
import { doneBy, readFacts } from './quiz-event.ts'

/** What happened at a person's quizzes, for their file, in the order it was recorded. */
export function readQuizEvents(accountId: string): AsyncGenerator<object[]> {
  const rows = inPieces<Row>((after) => readPiece(accountId, after))
  return eachOf(rows, ({ id: _id, at, actorId, kind, detail, ...rest }) => ({
    at: isoTime(at),
    kind,
    by: doneBy[kind] === 'candidate' ? 'you' : whoWas(actorId, accountId),
    facts: readFacts(detail),
    ...rest,
  }))
}

type Row = Awaited<ReturnType<typeof readPiece>>[number]

async function readPiece(accountId: string, after: { id: string } | undefined) {
  return await reader
    .select({
      id: quizEvent.id,
      at: quizEvent.at,
      kind: quizEvent.kind,
      actorId: quizEvent.actorId,
      courseId: quizEvent.courseId,
      quizId: quizEvent.quizId,
      attempt: attempt.number,
      address: quizEvent.address,
      device: quizEvent.device,
      detail: quizEvent.detail,
    })
    .from(quizEvent)
    .leftJoin(attempt, eq(attempt.id, quizEvent.attemptId))
    .where(and(eq(quizEvent.accountId, accountId), after && gt(quizEvent.id, after.id)))
    .orderBy(asc(quizEvent.id))
    .limit(PIECE)
}
