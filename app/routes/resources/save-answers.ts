import type { ActionFunctionArgs } from '@remix-run/node'
import { readChoices } from '#app/assessment/later-wins.ts'
import { readPostedAnswers } from '#app/assessment/posted-answers.ts'
import { saveAnswers, type SaveAnswersResult } from '#app/assessment/save-answers.server.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { seatOf } from '#app/http/seat.server.ts'
import { submitQuiz } from '#app/progress/submit-quiz.server.ts'

const statusCodes = { saved: 200, 'already-submitted': 409, 'time-over': 409, elsewhere: 409, unusable: 422 } as const

/** Takes the answers that the autosave script sends. What it answers is the outcome as JSON, after the commit. */
export const action = handle(async ({ params, request, context }: ActionFunctionArgs) => {
  const viewer = await context.viewer()
  // No way to the sign-in page from here: the script says that it was not saved, and keeps the answers.
  if (!viewer) return Response.json({ status: 'signed-out' }, { status: 401 })
  const form = await readFields(request)
  const answers = readPostedAnswers(form)
  if (!answers) return Response.json({ status: 'unusable' }, { status: 422 })
  const own = { accountId: viewer.accountId, attemptId: params.attempt ?? '', now: Date.now() }
  const result = await saveAnswers({ ...own, answers, choices: readChoices(form), seat: await seatOf(context) })
  if (result.status === 'time-over') await submitQuiz(own)
  return Response.json(told(result), { status: statusCodes[result.status] })
})

/** What the script reads of an outcome: each byte is sent once for each answer of each trainee. */
function told(result: SaveAnswersResult): object {
  if (result.status !== 'saved') return result
  const { status, versions, kept, savedAt, dueAt } = result
  const left = dueAt === null ? {} : { left: Math.max(dueAt - savedAt, 0) }
  return { status, versions, ...(kept.length > 0 ? { kept } : {}), ...left }
}
