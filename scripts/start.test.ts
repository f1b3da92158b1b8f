import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'article54-start-'))

function start(variables: Record<string, string>, ...nodeOptions: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [...nodeOptions, 'scripts/start.mjs'], {
    env: { ...process.env, DATA_DIR: path.join(folder, 'data'), HOST: '127.0.0.1', ...variables },
    encoding: 'utf8',
    timeout: 15_000,
  })
  return { status, stderr: stderr.trim() }
}

test('a port in use is said in one sentence before anything long begins', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { status, stderr } = start({ PORT: String(port) })
  taken.close()
  expect(status).toBe(1)
  expect(stderr).toBe(`Port ${port} is in use. Stop the other program, or choose another port: PORT=3001 npm start`)
})

test.each([
  ['below a file', () => path.join(folder, 'a-file', 'data')],
  ['where no folder can be made', () => '/proc/none/data'],
])('a data folder %s is said in one sentence', (_name, dataDir) => {
  writeFileSync(path.join(folder, 'a-file'), '')
  const { status, stderr } = start({ DATA_DIR: dataDir() })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^The data folder \S+ cannot be written\.[^\n]*$/)
})

test('an old Node is said in one sentence', () => {
  const pretend =
    "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})"
  const { status, stderr } = start({}, '--import', pretend)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^Article 54 needs Node\.js 20\.19 or newer, and this is 18\.20\.4\.[^\n]*$/)
})

test('a port that is no number is said in one sentence', () => {
  const { status, stderr } = start({ PORT: '3000x' })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^PORT=3000x is not a port number\.[^\n]*$/)
})
