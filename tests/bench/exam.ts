import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { asc, inArray } from 'drizzle-orm'
import { answerField } from '#app/assessment/posted-answers.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import { closeDatabase, reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { attempt, attemptQuestion } from '#db/schema/assessment.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { buildQuestion, type ActivityDraft } from '#db/seed/course-drafts.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { startServer } from './server.ts'

/**
 * `npm run bench:exam`: 500 trainees open one examination in the same second, answer its twenty questions one by one, each
 * saved as it is given, and hand in, over HTTP against as many server processes as WEB_CONCURRENCY says (one). Every
 * answer that the server said was saved is then looked for in the database. Needs a build. Ends with 1 when an answer is
 * lost or a request fails; times depend on the machine, which runs the trainees as well.
 */
const TRAINEES = 500
const QUESTIONS = 20
/** Trainees who sat it before, so that the server is one that has worked today: a new one is half as quick at first. */
const BEFORE = 50
/** Seconds that a trainee thinks about a question, at most: far less than people do. */
const LONGEST_THOUGHT = 4

const draft: ActivityDraft = {
  kind: 'quiz',
  id: 'exam',
  slug: 'exam',
  title: 'Examination',
  quiz: { kind: 'module', passMark: 60, shuffle: true },
  questions: Array.from({ length: QUESTIONS }, (_, index) => buildQuestion({ id: `exam-q${index}` })),
}

const times = new Map<string, number[]>()
let failures = 0

const server = await startServer()
process.env.DATA_DIR = server.dataDir

type Answer = { status: number; location: string; body: string }

/** As a browser keeps its connections. Lighter than `fetch`, which would take more of the machine than the server does. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

/** The answer to a request as `what`; its time is noted, and so is that it failed. */
async function ask(what: string, path: string, cookie: string, fields?: Record<string, string>): Promise<Answer> {
  const started = performance.now()
  const answer = await send(path, cookie, fields && String(new URLSearchParams(fields)))
  const noted = times.get(what)
  if (noted) noted.push(performance.now() - started)
  else times.set(what, [performance.now() - started])
  if (answer.status >= 400) failures += 1
  return answer
}

function send(path: string, cookie: string, body: string | undefined): Promise<Answer> {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body ?? '') }
  const headers = { Cookie: cookie, Origin: server.url, ...(body === undefined ? {} : form) }
  return new Promise((resolve, reject) => {
    request(server.url + path, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers: told } = response
        resolve({ status, location: told.location ?? '', body: Buffer.concat(chunks).toString() })
      })
    })
      .on('error', reject)
      .end(body)
  })
}

/** One trainee, from opening the page of the examination to its result. Gives what the server said it saved. */
async function sit(cookie: string, longestThought: number): Promise<{ attemptId: string; saved: Map<number, number> }> {
  await ask('page of the examination', '/courses/bench/quizzes/exam', cookie)
  const begun = await ask('begin', '/courses/bench/quizzes/exam', cookie, {})
  const address = begun.location
  const page = newId().replaceAll('-', '').slice(0, 16)
  await ask('questions', address, cookie)
  const saved = new Map<number, number>()
  for (let position = 0; position < QUESTIONS; position += 1) {
    await pause(randomInt(longestThought * 1000 + 1))
    const place = randomInt(3)
    const fields = { [answerField(position)]: String(place), [`o${position}`]: `${page}-${position} 0 ${Date.now()}` }
    const response = await ask('save an answer', `${address}/answers`, cookie, fields)
    if (response.status === 200 && statusIn(response.body) === 'saved') saved.set(position, place)
  }
  await ask('hand in', address, cookie, { intent: 'hand-in' })
  await ask('result', `${address}/result`, cookie)
  return { attemptId: address.split('/')[2] ?? '', saved }
}

function statusIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { status?: string }).status
  } catch {
    return undefined
  }
}

/** How many of the answers that were said to be saved are not in the database. */
async function countLost(sittings: readonly Awaited<ReturnType<typeof sit>>[]): Promise<number> {
  let lost = 0
  for (const { attemptId, saved } of sittings) {
    const rows = await reader
      .select()
      .from(attemptQuestion)
      .where(inArray(attemptQuestion.attemptId, [attemptId]))
      .orderBy(asc(attemptQuestion.position))
    for (const [position, place] of saved) {
      const row = rows[position]
      const option = (JSON.parse(row?.optionOrder ?? '[]') as number[])[place]
      if (row?.answer !== JSON.stringify([option])) lost += 1
    }
  }
  return lost
}

const at = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0
const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(8)

try {
  await insertPublishedCourse({ courseId: 'bench', slug: 'bench', drafts: [draft] })
  const cookies: string[] = []
  for (let trainee = 0; trainee < TRAINEES + BEFORE; trainee += 1) {
    const { id } = await write((tx) => insertAccount({ username: `bench-${trainee}` }, tx))
    const { setCookie } = await startSession({ accountId: id, secure: false, now: Date.now() })
    cookies.push(setCookie.split(';')[0] ?? '')
  }
  await Promise.all(cookies.splice(0, BEFORE).map((cookie) => sit(cookie, 0)))
  times.clear()
  const started = performance.now()
  const sittings = await Promise.all(cookies.map((cookie) => sit(cookie, LONGEST_THOUGHT)))
  const seconds = (performance.now() - started) / 1000
  const lost = await countLost(sittings)
  const handedIn =
    (await reader.select().from(attempt)).filter(({ submittedAt }) => submittedAt !== null).length - BEFORE
  const said = sittings.reduce((total, { saved }) => total + saved.size, 0)
  process.stdout.write(`${TRAINEES} trainees, ${QUESTIONS} questions each, ${seconds.toFixed(0)} s\n`)
  for (const [what, values] of times) {
    const shares = [0.5, 0.95, 0.99].map((share) => ms(at(values, share))).join('')
    process.stdout.write(`  ${what.padEnd(24)} ${String(values.length).padStart(6)}   p50, p95, p99: ${shares}\n`)
  }
  process.stdout.write(
    `  ${said} answers said to be saved, ${lost} of them lost; ${handedIn} handed in; ${failures} requests failed\n`,
  )
  process.exitCode = lost > 0 || failures > 0 || handedIn !== TRAINEES || said !== TRAINEES * QUESTIONS ? 1 : 0
} finally {
  agent.destroy()
  await closeDatabase()
  await server.stop()
}
