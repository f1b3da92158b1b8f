import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { closeDatabase, databaseFile } from '#db/client.server.ts'
import { migrate, MigrationRefused, readMigrations } from '#db/migrate.ts'
import { seedDemo } from '#db/seed/demo.server.ts'
import { readDemoCredentials } from '#db/seed/demo-credentials.server.ts'
import type { Env } from '#app/env.server.ts'
import { PROVIDER_FILE, readProviderFile } from '#app/identity/single-sign-on/provider-file.server.ts'
import { issueSetupToken } from '#app/identity/accounts/setup-token.server.ts'
import { formatProblem } from '#app/content/problem.ts'
import { refreshSearch } from '#app/content/search/rebuild-search.server.ts'
import { syncCourses } from '#app/progress/sync-courses.server.ts'

/** Stands in a data folder from before its database is made: no real data may ever follow. */
const DEMO_MARK = 'demonstration'

/** A little longer than the histories of the demonstration reach back, in milliseconds. */
const DEMO_HISTORY = 130 * 24 * 60 * 60 * 1000

const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Everything that happens once before the first request, whatever the number of processes: the data folder, the
 * migrations, the courses, the demonstration data. Gives back what to print when the server listens.
 */
export async function prepare({
  env,
  fail,
}: {
  env: Env
  fail: (sentence: string) => never
}): Promise<{ announce: (port: number) => void }> {
  // What the server writes is for its own user only.
  process.umask(0o077)
  checkDataFolder(env.DATA_DIR, fail)
  const providers = readProviderFile(env.DATA_DIR)
  if (providers.status === 'invalid') {
    fail(`${path.join(env.DATA_DIR, PROVIDER_FILE)} cannot be used: ${providers.problems.join('; ')}`)
  }
  const isNew = !existsSync(databaseFile())
  const isDemo = existsSync(path.join(env.DATA_DIR, DEMO_MARK))
  if (env.DEMO && !isNew && !isDemo) {
    fail(
      `${env.DATA_DIR} holds real data. The demonstration only runs in a folder of its own; choose another DATA_DIR.`,
    )
  }
  if (!env.DEMO && isDemo) {
    fail(`${env.DATA_DIR} holds demonstration data. Choose another DATA_DIR for real use, or run npm run demo.`)
  }
  if (env.DEMO && isNew) writeFileSync(path.join(env.DATA_DIR, DEMO_MARK), '')
  try {
    const { applied, backup } = migrate({ file: databaseFile(), migrations: readMigrations('db/migrations') })
    if (backup) say(`Database backed up to ${backup}`)
    if (applied.length > 0) say(`Database brought up to date (${applied.join(', ')})`)
  } catch (error) {
    if (error instanceof MigrationRefused) fail(error.message)
    throw error
  }
  await refreshSearch()
  // The invented histories begin before today, and so must the edition that they were learned on.
  await publishChangedCourses(env.COURSES_DIR, env.DEMO && isNew ? Date.now() - DEMO_HISTORY : Date.now())
  if (env.DEMO) {
    const result = await seedDemo({ now: Date.now(), seed: 54 })
    if (result.status === 'refused')
      fail(`${env.DATA_DIR} holds real data. Choose another DATA_DIR for the demonstration.`)
    if (result.status === 'seeded') say(`Demonstration data made: ${result.trainees} trainees`)
  }
  const token = env.DEMO ? null : await issueSetupToken({ now: Date.now() })
  const credentials = env.DEMO ? await readDemoCredentials() : []
  await closeDatabase()

  return {
    announce(port) {
      const address = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${env.HOST}:${port}`
      say(`\n  Article 54 is ready at ${address}`)
      if (token) {
        say('\n  No administrator yet. Open this link once, within 24 hours, to create the first account:')
        say(`  ${address}/setup/${token}`)
      }
      for (const { role, username, password } of credentials) say(`  ${role}: ${username} / ${password}`)
      say('')
    },
  }
}

function checkDataFolder(folder: string, fail: (sentence: string) => never): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    fail(
      `The data folder ${folder} cannot be written. Give this user write access to it, or set DATA_DIR to another folder.`,
    )
  }
}

async function publishChangedCourses(dir: string, now: number): Promise<void> {
  const result = await syncCourses({
    dir,
    now,
    onProgress: ({ done, total, file }) => {
      if (process.stdout.isTTY) process.stdout.write(`\r\x1b[KCompiling lessons ${done}/${total} ${file}`)
    },
  })
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  for (const { slug, number } of result.published) say(`Course "${slug}" published, revision ${number}`)
  for (const { slug, number } of result.withdrawn) {
    say(`Course "${slug}": an older revision was restored over revision ${number}, which its files still hold.`)
    say(`It stays as restored until the files change, or until somebody publishes them at /teach/${slug}.`)
  }
  const errors = result.problems.filter(({ severity }) => severity === 'error')
  for (const problem of errors.slice(0, 20)) say(formatProblem(problem))
  if (errors.length > 0) {
    say(
      `${errors.length} ${errors.length === 1 ? 'error' : 'errors'} in the courses. A course with an error stays as last published; npm run courses:check shows all.`,
    )
  }
}
