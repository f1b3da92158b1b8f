import { execFileSync, spawnSync } from 'node:child_process'
import { get } from 'node:http'
import type { RunningServer } from '../bench/server.ts'
import { expect, test } from './fixtures.ts'

test('an answer that was shown as saved survives a killed server', async ({ browser, startOwnServer }) => {
  test.setTimeout(120_000)
  const first = await startOwnServer({ WEB_CONCURRENCY: '1' })
  const context = await browser.newContext({ baseURL: first.url })
  const page = await context.newPage()
  await page.goto('/register')
  await page.getByLabel('User name').fill('killed.server')
  await page.getByLabel('Your name').fill('Amina Wanjiru')
  await page.getByLabel('Password', { exact: true }).fill('three quiet rivers')
  await page.getByLabel('The same password again').fill('three quiet rivers')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByText('Welcome, Amina Wanjiru. Your account is ready.')).toBeVisible()
  await page.goto('/courses/electronic-evidence/quizzes/final')
  await page.getByRole('button', { name: 'Start the quiz' }).click()
  await page
    .getByRole('group', { name: /^Question 3\b/ })
    .locator('input[value="1"]')
    .check()
  await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible()
  const attempt = new URL(page.url()).pathname

  process.kill(first.pid, 'SIGKILL')
  // Given while the server is away: kept in the browser, said not to be received, sent when it is back.
  await page
    .getByRole('group', { name: /^Question 4\b/ })
    .locator('input[value="2"]')
    .check()
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible()
  await startOwnServer({ WEB_CONCURRENCY: '1', DATA_DIR: first.dataDir, PORT: new URL(first.url).port })
  await expect(page.getByRole('status').filter({ hasText: 'All answers saved.' })).toBeVisible({ timeout: 60_000 })
  await page.goto(attempt)
  await expect(page.getByRole('group', { name: /^Question 3\b/ }).locator('input[value="1"]')).toBeChecked()
  await expect(page.getByRole('group', { name: /^Question 4\b/ }).locator('input[value="2"]')).toBeChecked()
  await context.close()
})

for (const processes of ['1', '2']) {
  test(`a server of ${processes} finishes running requests when told to stop, then ends`, async ({
    startOwnServer,
  }) => {
    const server = await startOwnServer({ WEB_CONCURRENCY: processes })
    // Signing in hashes a password: long enough to be under way when the order comes.
    const running = fetch(`${server.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: server.url },
      body: new URLSearchParams({ name: 'nobody', password: 'wrong, quite wrong' }),
    })
    await new Promise((resolve) => setTimeout(resolve, 10))
    const code = await server.stop()
    expect((await running).status).toBe(422)
    expect(code).toBe(0)
    await expect(fetch(server.url)).rejects.toThrow()
  })
}

/** A server of two processes, both of which answer, and one of them. */
async function startTwo(startOwnServer: (variables: Record<string, string>) => Promise<RunningServer>) {
  const server = await startOwnServer({ WEB_CONCURRENCY: '2' })
  await expect.poll(() => server.output()).toContain(`Article 54 is ready at ${server.url}`)
  const [worker = 0] = findWorkers(server.pid)
  return { server, worker }
}

/** The processes that answer for a server, by their numbers. */
function findWorkers(primary: number): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,stat=,args=', '--ppid', String(primary)], { encoding: 'utf8' })
  return children
    .split('\n')
    .filter((line) => line.includes('serve.js') && !/^ *\d+ Z/.test(line))
    .map((line) => Number.parseInt(line))
}

/** The status of a request over a connection of its own; `fetch` would take one that it kept open. */
function statusOf(server: RunningServer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${server.url}/healthz`, { agent: false, timeout: 20_000 }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('timeout', () => reject(new Error('No answer for 20 seconds')))
      .on('error', reject)
  })
}

test('a process that dies is replaced, and the others go on answering', async ({ startOwnServer }) => {
  const { server, worker } = await startTwo(startOwnServer)
  process.kill(worker, 'SIGKILL')
  const until = Date.now() + 1500
  while (Date.now() < until) expect(await statusOf(server)).toBe(200)
  await expect.poll(() => findWorkers(server.pid)).toHaveLength(2)
  expect(await server.stop()).toBe(0)
})

test('a process that is stuck holds up nobody but those it was answering', async ({ startOwnServer }) => {
  const { server, worker } = await startTwo(startOwnServer)
  process.kill(worker, 'SIGSTOP')
  try {
    for (let request = 0; request < 20; request += 1) expect(await statusOf(server)).toBe(200)
  } finally {
    process.kill(worker, 'SIGCONT')
  }
  expect(await server.stop()).toBe(0)
})

test('a setting that cannot be used is said in one sentence', () => {
  const { status, stderr } = spawnSync(process.execPath, ['build/server/serve.js'], {
    env: { ...process.env, LOG_LEVEL: 'loud' },
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr.trim()).toMatch(/^These settings cannot be used: LOG_LEVEL="loud": [^\n]*$/)
})
