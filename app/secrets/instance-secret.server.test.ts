import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'article54-secret-'))
  vi.resetModules()
  vi.stubEnv('DATA_DIR', folder)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const freshProcess = async () => {
  vi.resetModules()
  return (await import('./instance-secret.server.ts')).instanceSecret()
}

test('the secret is made once, 32 bytes for the server’s user alone', async () => {
  const secret = await freshProcess()
  expect(secret).toHaveLength(32)
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
  expect(await freshProcess()).toEqual(secret)
  expect(readdirSync(folder)).toEqual(['secret'])
})

test('a process that comes second takes the secret of the first', async () => {
  const theirs = Buffer.alloc(32, 7)
  writeFileSync(path.join(folder, 'secret'), theirs)
  expect(await freshProcess()).toEqual(theirs)
})

test('processes that start at once agree on one secret', async () => {
  const program = `
    const { instanceSecret } = await import('#app/secrets/instance-secret.server.ts')
    while (Date.now() < Number(process.env.START_AT)) {}
    process.stdout.write(instanceSecret().toString('hex'))
  `
  const run = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      env: { ...process.env, DATA_DIR: folder, START_AT: String(Date.now() + 3000) },
    })
  const printed = (await Promise.all([run(), run(), run()])).map(({ stdout }) => stdout)
  expect(new Set(printed)).toEqual(new Set([readFileSync(path.join(folder, 'secret')).toString('hex')]))
  expect(readdirSync(folder)).toEqual(['secret'])
})

test('a damaged secret stops the server instead of being replaced', async () => {
  writeFileSync(path.join(folder, 'secret'), 'short')
  await expect(freshProcess()).rejects.toThrow('must hold 32 bytes')
  expect(readFileSync(path.join(folder, 'secret'), 'utf8')).toBe('short')
})
