import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import * as build from 'virtual:remix/server-build'
import { closeDatabase } from '#db/client.server.ts'
import { warmCourses } from '#app/content/warm-courses.server.ts'
import { parseEnv } from '#app/env.server.ts'
import { mediaFolder } from '#app/content/media/media-store.server.ts'
import { answerFrom } from '#app/http/answer.server.ts'
import { fileLimits } from '#app/http/file-limits.ts'
import { startJobs } from '#app/jobs/start-jobs.server.ts'
import { sendWhenQueued } from '#app/mail/send-when-queued.server.ts'
import { createHttpServer } from '#app/serve/http-server.server.ts'
import { workIsDone } from '#app/jobs/after-answer.server.ts'
import { createListener } from '#app/serve/listener.server.ts'
import { logger } from '#app/serve/log.server.ts'
import { readStaticFiles } from '#app/serve/static-files.server.ts'
import { jobs } from './jobs.ts'
import { prepare } from './prepare.ts'

/** How long running requests may take to finish once the server is told to stop, in milliseconds. */
const FAREWELL = 10_000

const settings = parseEnv(process.env)
if (settings.status === 'invalid') fail(`These settings cannot be used: ${settings.problems.join('; ')}`)
const { env } = settings

if (cluster.isPrimary) {
  const { announce } = await prepare({ env, fail })
  if (env.WEB_CONCURRENCY === 1) serve(announce, startJobs(jobs))
  else supervise(announce, startJobs(jobs))
} else {
  serve(
    () => undefined,
    () => Promise.resolve(),
  )
}

/**
 * Starts the worker processes, replaces one that dies, and passes the order to stop on. This process answers nobody and
 * is the one that runs the jobs.
 */
function supervise(announce: (port: number) => void, stopJobs: () => Promise<void>): void {
  let stopping = false
  let listening = 0
  let jobsAtRest: Promise<void> | undefined
  // Each worker takes connections itself, when it has time: one that is busy, stuck or dead is given none. Were this
  // process to hand them round (Node's way), a connection would wait for the turn of its worker, seconds in a rush.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  // A worker runs this program, not the bootstrap that started the primary process.
  cluster.setupPrimary({ exec: fileURLToPath(import.meta.url) })
  for (let count = 0; count < env.WEB_CONCURRENCY; count += 1) cluster.fork()
  cluster.on('listening', (_worker, address) => {
    listening += 1
    if (listening === env.WEB_CONCURRENCY) announce(address.port)
  })
  cluster.on('message', (_worker, message: { refused?: string }) => {
    if (message.refused) fail(message.refused)
  })
  cluster.on('exit', (worker, code) => {
    if (stopping) {
      const isLast = Object.values(cluster.workers ?? {}).every((other) => other?.isDead())
      if (isLast) void jobsAtRest?.then(closeDatabase).finally(() => process.exit(0))
      return
    }
    logger.error({ worker: worker.process.pid, code }, 'a worker process ended; another takes its place')
    setTimeout(() => {
      if (!stopping) cluster.fork()
    }, 500)
  })
  onceToldToStop(() => {
    stopping = true
    jobsAtRest = stopJobs()
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM')
  })
}

function serve(announce: (port: number) => void, stopJobs: () => Promise<void>): void {
  const stopMail = sendWhenQueued()
  const server = createHttpServer(
    createListener({
      answer: answerFrom(build, 'production'),
      staticFiles: readStaticFiles('build/client'),
      mediaFolder: mediaFolder(),
      fileLimits,
      publicUrl: env.PUBLIC_URL,
      trustProxy: env.TRUST_PROXY,
      timing: env.SERVER_TIMING,
    }),
  )
  server.on('error', (error: NodeJS.ErrnoException) => {
    const sentence =
      error.code === 'EADDRINUSE'
        ? `Port ${env.PORT} is in use. Stop the other program, or choose another port: PORT=3001 npm start`
        : `The server cannot listen on ${env.HOST}:${env.PORT}: ${error.message}`
    if (cluster.isWorker) process.send?.({ refused: sentence })
    else fail(sentence)
  })
  server.listen(env.PORT, env.HOST, () => {
    const address = server.address()
    announce(typeof address === 'object' && address ? address.port : env.PORT)
    warmCourses().catch((error: unknown) => logger.warn({ err: error }, 'the courses could not be read ahead'))
  })
  onceToldToStop(() => {
    const atRest = Promise.all([stopJobs(), stopMail()])
    const deadline = setTimeout(() => server.closeAllConnections(), FAREWELL)
    // A connection whose last request has just been answered would otherwise be kept open for the next.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(async () => {
      clearTimeout(deadline)
      clearInterval(sweep)
      await atRest
      await workIsDone()
      await closeDatabase()
      logger.info('stopped')
      process.exit(0)
    })
  })
}

function onceToldToStop(stop: () => void): void {
  let told = false
  const listener = () => {
    if (!told) stop()
    told = true
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
}

function fail(sentence: string): never {
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
}
