import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type RunningServer = {
  url: string
  pid: number
  dataDir: string
  /** What the server has printed so far. */
  output: () => string
  /** Tells it to stop and waits until it has; gives its exit code, null when it was killed. */
  stop: () => Promise<number | null>
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts the built server on a free port of the loopback address and waits until it answers. */
export async function startServer(variables: Record<string, string> = {}): Promise<RunningServer> {
  if (!existsSync('build/server/serve.js')) throw new Error('Build first: npm run build')
  const dataDir = variables.DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'article54-bench-'))
  const port = variables.PORT ?? String(await freePort())
  const child = spawn(process.execPath, ['build/server/serve.js'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: port,
      LOG_LEVEL: 'warn',
      SERVER_TIMING: '1',
      ...variables,
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    printed = (printed + String(chunk)).slice(-10_000)
  })
  await answering(url, child)
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    output: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const code = await ended
      if (!variables.DATA_DIR) rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`)
    const ok = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server did not answer within two minutes')
}

/** Processor time a process has used so far, in milliseconds. */
export function processorTime(pid: number): number {
  if (existsSync(`/proc/${pid}/stat`)) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  }
  const [minutes = '0', seconds = '0'] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(':')
    .slice(-2)
  return (Number(minutes) * 60 + Number(seconds)) * 1000
}
