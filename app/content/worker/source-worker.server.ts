import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkerAnswer, WorkerReply, WorkerTask } from './worker-tasks.ts'

export type WorkerOutcome = WorkerAnswer | { status: 'too-slow' } | { status: 'crashed' }

export type SourceWorker = {
  /** Runs one task after those asked for before. */
  run: (task: WorkerTask) => Promise<WorkerOutcome>
  /** Ends the process once nothing is under way. */
  dispose: () => Promise<void>
}

type Running = { child: ChildProcess; ready: Promise<boolean> }

/** How long a new process may take until it can work, in milliseconds: generous, for an old and busy machine. */
const START_LIMIT = 60_000

/**
 * A process of its own for everything that reads authors' text: a hostile file can stop it or exhaust its memory, and
 * costs only that file. It starts at the first task, does one at a time, ends after `idleMs` without work, knows
 * nothing of our environment, and never keeps this process alive.
 */
export function createSourceWorker({
  timeLimitMs = 10_000,
  mediaLimitMs = 60_000,
  idleMs = 30_000,
  memoryMb = 256,
} = {}): SourceWorker {
  let running: Running | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined
  let lastId = 0

  const stop = async () => {
    clearTimeout(idleTimer)
    const child = running?.child
    running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.ref()
    child.kill('SIGKILL')
    await ended
  }

  const perform = async (task: WorkerTask): Promise<WorkerOutcome> => {
    clearTimeout(idleTimer)
    running ??= start(memoryMb)
    const { child, ready } = running
    if (!(await ready)) {
      await stop()
      return { status: 'crashed' }
    }
    // A large photograph takes an old machine longer than any text.
    const limit = task.task === 'media' ? mediaLimitMs : timeLimitMs
    const outcome = await ask(child, { id: (lastId += 1), ...task }, limit)
    if (outcome.status === 'too-slow' || outcome.status === 'crashed') await stop()
    else {
      idleTimer = setTimeout(() => void stop(), idleMs)
      idleTimer.unref()
    }
    return outcome
  }

  return {
    run: (task) => {
      const outcome = queue.then(() => perform(task))
      queue = outcome.catch(() => undefined)
      return outcome
    },
    dispose: async () => {
      await queue
      await stop()
    },
  }
}

const ownFile = () => fileURLToPath(import.meta.url.replace(/[?#].*$/, ''))

/** The worker's program as it was built. Null when everything runs from its sources. */
export function builtWorker(): string | null {
  return ownFile().endsWith('.ts') ? null : path.resolve('build/server/compile-worker.js')
}

function start(memoryMb: number): Running {
  const built = builtWorker()
  const file = built ?? path.join(path.dirname(ownFile()), 'compile-worker.server.ts')
  const { SystemRoot, TMPDIR } = process.env
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${memoryMb}`, ...(built ? [] : ['--import', 'tsx'])],
    env: { NODE_ENV: 'production', ...(SystemRoot && { SystemRoot }), ...(TMPDIR && { TMPDIR }) },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  const ready = new Promise<boolean>((resolve) => {
    const limit = setTimeout(() => resolve(false), START_LIMIT)
    const settle = (value: boolean) => {
      clearTimeout(limit)
      resolve(value)
    }
    child.once('message', () => settle(true))
    child.once('exit', () => settle(false))
    child.once('error', () => settle(false))
  })
  return { child, ready }
}

function ask(child: ChildProcess, request: { id: number } & WorkerTask, timeLimitMs: number): Promise<WorkerOutcome> {
  return new Promise((resolve) => {
    // The timer, unlike the child, keeps this process alive while it waits for the answer.
    const limit = setTimeout(() => settle({ status: 'too-slow' }), timeLimitMs)
    const settle = (outcome: WorkerOutcome) => {
      clearTimeout(limit)
      child.off('message', onMessage)
      child.off('exit', onExit)
      resolve(outcome)
    }
    const onExit = () => settle({ status: 'crashed' })
    const onMessage = (reply: WorkerReply) => {
      if ('id' in reply && reply.id === request.id) settle(reply.answer)
    }
    child.on('message', onMessage)
    child.once('exit', onExit)
    if (child.exitCode !== null || !child.connected) return settle({ status: 'crashed' })
    child.send(request)
  })
}

let shared: SourceWorker | undefined

/** The worker of this process. */
export function sourceWorker(): SourceWorker {
  shared ??= createSourceWorker()
  return shared
}
