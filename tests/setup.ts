import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest'

// Every test file has a database of its own, brought up by the migrations that users run.
const folder = mkdtempSync(path.join(tmpdir(), 'article54-test-'))
process.env.DATA_DIR = folder
process.env.LOG_LEVEL = 'silent'

const { closeDatabase, databaseFile } = await import('#db/client.server.ts')
const { migrate, readMigrations } = await import('#db/migrate.ts')
migrate({ file: databaseFile(), migrations: readMigrations(path.resolve('db/migrations')) })

afterAll(async () => {
  await closeDatabase()
  rmSync(folder, { recursive: true, force: true })
})

// Nothing may complain in passing: an unexpected console.error fails the test that caused it.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  const complaints = vi.mocked(console.error).mock.calls
  vi.mocked(console.error).mockRestore()
  expect(complaints).toEqual([])
})
