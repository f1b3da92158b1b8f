import autocannon from 'autocannon'
import { readDemoCredentials } from '#db/seed/demo-credentials.server.ts'
import { type Answer, Browser } from './browser.ts'
import { firstPaint } from './first-paint.ts'
import { processorTime, type RunningServer, startServer } from './server.ts'

/**
 * `npm run bench`: the figures of the design's budgets, measured over HTTP on the demonstration data, beside the
 * budgets. Times depend on the machine; bytes and query counts do not. Ends with 1 when a count is over its budget.
 */
type Row = { what: string; measured: string; budget: string; kept: boolean | null }

const rows: Row[] = []
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const queriesOf = (answer: Answer) =>
  Number(/"(\d+) quer/.exec(String(answer.headers['server-timing']))?.[1] ?? Number.NaN)
const count = (what: string, measured: number, limit: number, show: (value: number) => string = String) =>
  rows.push({ what, measured: show(measured), budget: `at most ${show(limit)}`, kept: measured <= limit })
const time = (what: string, measured: string, budget: string) => rows.push({ what, measured, budget, kept: null })

const server = await startServer({ DEMO: '1' })
try {
  process.env.DATA_DIR = server.dataDir
  await measureLearner(server)
  await measureManager(server)
} finally {
  await server.stop()
}
await measureSecondStart()

const width = Math.max(...rows.map(({ what }) => what.length))
for (const { what, measured, budget, kept } of rows) {
  const mark = kept === null ? ' ' : kept ? '✓' : '✗'
  process.stdout.write(`${mark} ${what.padEnd(width)}  ${measured.padStart(22)}   ${budget}\n`)
}
process.exitCode = rows.some(({ kept }) => kept === false) ? 1 : 0

async function signedIn(url: string, username: string): Promise<Browser> {
  const person = (await readDemoCredentials()).find((credentials) => credentials.username === username)
  if (!person) throw new Error(`No demonstration account ${username}`)
  const browser = new Browser(url)
  const answer = await browser.post('/sign-in', { name: person.username, password: person.password })
  if (answer.status !== 302) throw new Error(`Signing in as ${username} answered ${answer.status}`)
  return browser
}

function linksIn(answer: Answer, pattern: RegExp): string[] {
  return [...new Set([...answer.body.toString().matchAll(pattern)].map((match) => match[1] ?? ''))]
}

async function measureLearner({ url, pid }: RunningServer): Promise<void> {
  const trainee = await signedIn(url, 'demo-trainee')
  const plain = new Browser(url)
  const catalogue = await readable(plain, '/courses')
  const [coursePath = ''] = linksIn(catalogue, /href="(\/courses\/[^"/]+)"/g)
  const coursePage = await readable(trainee, coursePath)
  const lessons = linksIn(coursePage, /href="([^"]+\/lessons\/[^"]+)"/g)
  const quizzes = linksIn(coursePage, /href="([^"]+\/quizzes\/[^"]+)"/g)
  const [lesson = '', next = ''] = lessons

  const first = await readable(trainee, lesson)
  const assets = linksIn(first, /(?:href|src)="(\/(?:assets\/[^"]+|favicon\.svg))"/g)
  const cold = await trainee.get(lesson)
  const files = await Promise.all(assets.map((asset) => trainee.get(asset)))
  const total = cold.bytes + files.reduce((sum, file) => sum + file.bytes, 0)
  const scripts = files.filter((_, index) => assets[index]?.endsWith('.js')).reduce((sum, file) => sum + file.bytes, 0)
  count('lesson, cold: bytes', total, 30_000, kB)
  count('lesson, cold: requests', 1 + files.length, 5)
  count('lesson: JavaScript', scripts, 10_000, kB)
  count('the next lesson: bytes', (await trainee.get(next)).bytes, 10_000, kB)
  for (const [name, path] of [
    ['dashboard of a trainee', '/learn'],
    ['course page', coursePath],
    ['lesson', lesson],
    ['quiz start page', quizzes.at(-1) ?? ''],
  ] as const) {
    await trainee.get(path)
    count(`${name}: queries`, queriesOf(await trainee.get(path)), 8)
  }
  const paint = await firstPaint(url + lesson, trainee.cookieHeader)
  if (paint !== null) {
    time('lesson, cold, 400 kbit/s and 400 ms: first paint', `${(paint / 1000).toFixed(2)} s`, '1.6 s (Moodle: 8.2 s)')
  }
  await measureQuiz(trainee, quizzes.at(-1) ?? '')
  await measureThroughput(url, pid, trainee, lesson)
}

/** The same page without compression, to read links from. */
async function readable(browser: Browser, path: string): Promise<Answer> {
  const response = await fetch(browser.url + path, { headers: { Cookie: browser.cookieHeader } })
  const body = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: Object.fromEntries(response.headers), bytes: body.length, ms: 0, body }
}

async function measureQuiz(trainee: Browser, quiz: string): Promise<void> {
  let bytes = 0
  const weigh = (answer: Answer) => {
    bytes += answer.bytes
    return answer
  }
  weigh(await trainee.get(quiz))
  const started = weigh(await trainee.post(quiz, {}))
  const attempt = String(started.headers.location)
  weigh(await trainee.get(attempt))
  count('quiz attempt: queries', queriesOf(await trainee.get(attempt)), 8)
  const page = await readable(trainee, attempt)
  const names = linksIn(page, /name="(q\d+)"/g)
  const answers = Object.fromEntries(names.map((name) => [name, '0']))
  weigh(await trainee.post(attempt, { ...answers, intent: 'hand-in-anyway' }))
  const result = weigh(await trainee.get(`${attempt}/result`))
  count('quiz result: queries', queriesOf(result), 8)
  count('quiz of ten questions, all its pages, warm: bytes', bytes, 20_000, kB)
}

async function measureThroughput(url: string, pid: number, trainee: Browser, lesson: string): Promise<void> {
  const load = (path: string, duration: number) =>
    autocannon({
      url: url + path,
      connections: 10,
      duration,
      headers: { Cookie: trainee.cookieHeader, 'Accept-Encoding': 'br' },
    })
  await load(lesson, 3)
  const before = processorTime(pid)
  const result = await load(lesson, 10)
  const spent = processorTime(pid) - before
  const pages = result.requests.total
  time(
    'lesson, signed in: pages a second, one process',
    (pages / result.duration).toFixed(0),
    'Moodle 5.1: 22 to 25 a core',
  )
  time('lesson, signed in: processor time a page', `${(spent / pages).toFixed(2)} ms`, '1 ms (Moodle 5.1: 39 to 51 ms)')
  time('lesson, signed in: latency p50 / p99', `${result.latency.p50} / ${result.latency.p99} ms`, 'at 10 connections')
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} pages were not answered with 200`)
}

async function measureManager({ url }: RunningServer): Promise<void> {
  const manager = await signedIn(url, 'demo-head')
  const programmes = await readable(manager, '/manage')
  count('programmes: queries', queriesOf(await manager.get('/manage')), 12)
  const [programme = ''] = linksIn(programmes, /href="(\/manage\/programmes\/(?!new)[^"]+)"/g)
  count('programme: queries', queriesOf(await manager.get(programme)), 12)
  const [cohort = ''] = linksIn(await readable(manager, programme), /href="(\/manage\/cohorts\/[^"/?]+)"/g)
  const pages: Answer[] = []
  for (let run = 0; run < 11; run += 1) pages.push(await manager.get(cohort))
  count('cohort: queries', queriesOf(pages[0] as Answer), 12)
  time('cohort, first page: median time', `${median(pages.map(({ ms }) => ms)).toFixed(1)} ms`, 'under 30 ms')
  const files: Answer[] = []
  for (let run = 0; run < 5; run += 1) files.push(await manager.get(`${cohort}/progress.csv`))
  time('cohort, CSV: median time', `${median(files.map(({ ms }) => ms)).toFixed(1)} ms`, 'under 500 ms')
}

async function measureSecondStart(): Promise<void> {
  const first = await startServer()
  const dataDir = first.dataDir
  process.kill(first.pid, 'SIGKILL')
  const started = performance.now()
  const second = await startServer({ DATA_DIR: dataDir })
  time('second start until the first answer', `${((performance.now() - started) / 1000).toFixed(1)} s`, 'under 3 s')
  await second.stop()
}
