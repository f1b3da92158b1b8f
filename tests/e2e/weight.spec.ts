import { type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { answerRightly } from './answers.ts'
import { everyRole, expect, test } from './fixtures.ts'
import { makeMembersPages, strangersPages } from './pages.ts'

/** What travels over the network for a page, headers included, as the browser counts it. */
class NetworkLog {
  private urls = new Map<string, string>()
  private received = new Map<string, number>()

  private constructor(private session: CDPSession) {}

  static async of(context: BrowserContext, page: Page): Promise<NetworkLog> {
    const session = await context.newCDPSession(page)
    const log = new NetworkLog(session)
    session.on('Network.requestWillBeSent', ({ requestId, request }) => log.urls.set(requestId, request.url))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      log.received.set(requestId, encodedDataLength),
    )
    await session.send('Network.enable')
    return log
  }

  async coldCache(): Promise<void> {
    await this.session.send('Network.clearBrowserCache')
  }

  start(): void {
    this.urls.clear()
    this.received.clear()
  }

  get requests(): number {
    return this.received.size
  }

  /** Bytes by address, for a look at what is heavy. */
  get list(): string {
    return [...this.received].map(([id, size]) => `${size} ${this.urls.get(id)}`).join('\n')
  }

  get bytes(): number {
    return [...this.received.values()].reduce((sum, size) => sum + size, 0)
  }

  get scriptBytes(): number {
    return [...this.received].reduce((sum, [id, size]) => sum + (this.urls.get(id)?.endsWith('.js') ? size : 0), 0)
  }
}

const lesson = '/courses/electronic-evidence/lessons/what-vanishes-first'

test('a lesson keeps its weight: 30 kB in 5 requests cold, 10 kB for the next, 10 kB of JavaScript', async ({
  trainee,
  context,
}) => {
  const { page } = trainee
  const log = await NetworkLog.of(context, page)
  await log.coldCache()
  log.start()
  await page.goto(lesson, { waitUntil: 'networkidle' })
  expect(log.bytes, log.list).toBeLessThanOrEqual(30_000)
  expect(log.requests).toBeLessThanOrEqual(5)
  expect(log.scriptBytes).toBeLessThanOrEqual(10_000)
  log.start()
  await page.getByRole('button', { name: /Mark as read/ }).click()
  await page.waitForLoadState('networkidle')
  expect(log.bytes).toBeLessThanOrEqual(10_000)
})

test('a quiz of ten questions keeps its weight: 60 kB cold, 20 kB warm, all its pages', async ({
  trainee,
  context,
}) => {
  const { page } = trainee
  const log = await NetworkLog.of(context, page)
  const takeQuiz = async () => {
    await page.goto('/courses/electronic-evidence/quizzes/final', { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: /Start (the quiz|a new attempt)/ }).click()
    await answerRightly(page)
    await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible()
    await page.getByRole('button', { name: 'Hand in' }).click()
    await expect(page.getByText('You passed with 100%')).toBeVisible()
    await page.waitForLoadState('networkidle')
  }
  await log.coldCache()
  log.start()
  await takeQuiz()
  expect(log.bytes, log.list).toBeLessThanOrEqual(60_000)
  log.start()
  await takeQuiz()
  expect(log.bytes, log.list).toBeLessThanOrEqual(20_000)
})

test('every page type stays light and asks the database little, whoever it is for', async ({
  page,
  context,
  newPerson,
  signIn,
}) => {
  test.setTimeout(300_000)
  const log = await NetworkLog.of(context, page)
  const heavy: string[] = []
  const weigh = async (path: string, queryLimit: number) => {
    // Whatever the page before still waited for must not be counted here.
    await page.goto('about:blank', { waitUntil: 'networkidle' })
    await log.coldCache()
    log.start()
    const response = await page.goto(path, { waitUntil: 'networkidle' })
    const queries = Number(/"(\d+) quer/.exec(response?.headers()['server-timing'] ?? '')?.[1])
    const isLight = log.bytes <= 30_000 && log.requests <= 5 && log.scriptBytes <= 10_000 && queries <= queryLimit
    if (!isLight) heavy.push(`${path}: ${log.bytes} bytes, ${log.requests} requests, ${queries} queries`)
  }
  for (const { path, name } of strangersPages) if (name !== 'not-found') await weigh(path, 8)
  const isStaffPage = ({ path }: { path: string }) => /^\/(teach|manage|admin)/.test(path)
  const trainee = await newPerson()
  await signIn(context, trainee)
  const own = (await makeMembersPages({ page, person: trainee })).filter((one) => !isStaffPage(one) && !one.isWhole)
  for (const { path } of own) await weigh(path, 8)
  const staff = await newPerson({ grants: everyRole })
  await signIn(context, staff)
  const theirs = (await makeMembersPages({ page, person: staff })).filter(isStaffPage)
  for (const { path, isRehearsal } of theirs) await weigh(path, isRehearsal ? 60 : 12)
  expect(heavy).toEqual([])
})
