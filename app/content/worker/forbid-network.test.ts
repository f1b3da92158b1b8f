import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

let asked = 0
const server = createServer((_, response) => {
  asked += 1
  response.end('here')
})
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** Runs a program in a process of its own, as the worker is, and gives what it printed. */
const run = (program: string) =>
  new Promise<string>((resolve) => {
    const { port } = server.address() as AddressInfo
    const options = ['--import', 'tsx', '--input-type=module', '--eval', program, String(port)]
    execFile(process.execPath, options, (error, stdout) => resolve(error ? String(error) : stdout))
  })

const ways = `
  import http from 'node:http'
  import net from 'node:net'
  import dgram from 'node:dgram'
  const port = Number(process.argv[1])
  const told = async (way) => {
    try { await way(); return 'reached' } catch { return 'refused' }
  }
  const once = (emitter, name) => new Promise((resolve, reject) => emitter.once(name, resolve).once('error', reject))
  const all = [
    () => fetch('http://127.0.0.1:' + port),
    () => once(http.get({ host: '127.0.0.1', port }), 'response'),
    () => once(net.connect(port, '127.0.0.1'), 'connect'),
    () => new Promise((resolve) => dgram.createSocket('udp4').send('x', port, '127.0.0.1', resolve)),
    () => new Promise((resolve) => net.createServer().listen(0, '127.0.0.1', resolve)),
  ]
  const answers = []
  for (const way of all) answers.push(await told(way))
  process.stdout.write(answers.join(' '), () => process.exit())`

test('a process without the network reaches nobody in any way, and is reached by nobody', async () => {
  expect(await run(ways)).toBe('reached reached reached reached reached')
  const before = asked
  expect(
    await run(`import { forbidNetwork } from './app/content/worker/forbid-network.ts'\nforbidNetwork()\n${ways}`),
  ).toBe('refused refused refused refused refused')
  expect(asked).toBe(before)
})
