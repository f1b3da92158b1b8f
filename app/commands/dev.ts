import { createServer } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import { createServer as createVite } from 'vite'
import type * as Media from '#app/content/media/media-store.server.ts'
import type * as Problems from '#app/content/problem.ts'
import type * as Environment from '#app/env.server.ts'
import type * as Answering from '#app/http/answer.server.ts'
import { fileLimits } from '#app/http/file-limits.ts'
import type * as Running from '#app/jobs/start-jobs.server.ts'
import type * as Posting from '#app/mail/send-when-queued.server.ts'
import type * as Publishing from '#app/progress/sync-courses.server.ts'
import type * as Listening from '#app/serve/listener.server.ts'
import type * as Work from './jobs.ts'
import type * as Preparation from './prepare.ts'

/**
 * `npm run dev`: the site from its sources. Code and courses are taken up as they are saved, and open pages reload.
 * Every module of the site is loaded through Vite, so that there is one of each.
 */
process.env.NODE_ENV = 'development'
process.env.DATA_DIR ||= process.env.DEMO === '1' ? 'data-demo' : 'data'

const server = createServer((incoming, outgoing) =>
  vite.middlewares(incoming, outgoing, () => listener(incoming, outgoing)),
)
// The reload socket of open pages goes through our own port, as the content security policy asks.
const vite = await createVite({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' })

async function load<Module>(path: string): Promise<Module> {
  return (await vite.ssrLoadModule(path)) as Module
}

function fail(sentence: string): never {
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
}

const { env } = await load<typeof Environment>('/app/env.server.ts')
const settings = env()
const { prepare } = await load<typeof Preparation>('/app/commands/prepare.ts')
const { announce } = await prepare({ env: settings, fail })
const { mediaFolder } = await load<typeof Media>('/app/content/media/media-store.server.ts')
const { createListener } = await load<typeof Listening>('/app/serve/listener.server.ts')

const listener = createListener({
  answer: async (request, peer) => {
    const [build, { answerFrom }] = await Promise.all([
      load<ServerBuild>('virtual:remix/server-build'),
      load<typeof Answering>('/app/http/answer.server.ts'),
    ])
    return answerFrom(build, 'development')(request, peer)
  },
  staticFiles: new Map(),
  mediaFolder: mediaFolder(),
  fileLimits,
  publicUrl: settings.PUBLIC_URL,
  trustProxy: settings.TRUST_PROXY,
  timing: true,
})

server.on('error', (error: NodeJS.ErrnoException) =>
  fail(`The server cannot listen on port ${settings.PORT}: ${error.message}`),
)
server.listen(settings.PORT, settings.HOST, () => announce(settings.PORT))

const { startJobs } = await load<typeof Running>('/app/jobs/start-jobs.server.ts')
const { jobs } = await load<typeof Work>('/app/commands/jobs.ts')
const { sendWhenQueued } = await load<typeof Posting>('/app/mail/send-when-queued.server.ts')
const stops = [startJobs(jobs), sendWhenQueued()]

vite.watcher.add(settings.COURSES_DIR)
let timer: NodeJS.Timeout | undefined
let syncing: Promise<void> = Promise.resolve()
vite.watcher.on('all', (_event, file) => {
  const reload = () => vite.ws.send({ type: 'full-reload' })
  if (!file.startsWith(settings.COURSES_DIR)) return reload()
  clearTimeout(timer)
  // Editors save in several steps; one sync follows the last of them.
  timer = setTimeout(() => {
    syncing = syncing.then(publishEdits).then(reload)
  }, 100)
})

async function publishEdits(): Promise<void> {
  const { syncCourses } = await load<typeof Publishing>('/app/progress/sync-courses.server.ts')
  const { formatProblem } = await load<typeof Problems>('/app/content/problem.ts')
  const { published, withdrawn, problems } = await syncCourses({ dir: settings.COURSES_DIR, now: Date.now() })
  for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`)
  for (const { slug, number } of published) process.stdout.write(`Course "${slug}" published, revision ${number}\n`)
  for (const { slug } of withdrawn)
    process.stdout.write(`Course "${slug}" stays as restored: publish it at /teach/${slug}\n`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close()
    server.closeAllConnections()
    void Promise.all(stops.map((stop) => stop()))
      .then(() => vite.close())
      .finally(() => process.exit(0))
  })
}
