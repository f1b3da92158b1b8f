import autocannon from 'autocannon'
import { rebuildSearch } from '#app/content/search/rebuild-search.server.ts'
import { startSession } from '#app/identity/sign-in/sessions.server.ts'
import { closeDatabase, write } from '#db/client.server.ts'
import { insertPublishedCourse } from '#db/seed/content.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { processorTime, startServer } from './server.ts'

/**
 * `npm run bench:search`: what a search over 200 lessons costs the processor, beside a lesson page of the same server.
 * Needs a build. Times depend on the machine, their ratio hardly.
 */
const LESSONS = 200
const SECTIONS = 6
const WORDS_A_SECTION = 250
const VOCABULARY = 12_000

let state = 54
const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648

/** Words as often as in a language: the second half as often as the first, and so on (Zipf). */
const word = () => `w${Math.floor(VOCABULARY ** chance()).toString(36)}x`
const text = () => Array.from({ length: WORDS_A_SECTION }, word).join(' ')

const server = await startServer()
process.env.DATA_DIR = server.dataDir
const drafts = Array.from({ length: LESSONS }, (_, lesson) => ({
  kind: 'lesson' as const,
  id: `bench-${lesson}`,
  slug: `lesson-${lesson}`,
  title: `${word()} ${word()} ${word()}`,
  html: `<h2 id="h-0">First</h2><p>${Array.from({ length: SECTIONS }, text).join('</p><p>')}</p>`,
  sections: Array.from({ length: SECTIONS }, (_, index) => ({
    id: `h-${index}`,
    heading: `${word()} ${word()}`,
    text: text(),
  })),
}))
try {
  await insertPublishedCourse({ courseId: 'bench', slug: 'bench', drafts })
  const begun = performance.now()
  const { entries } = await rebuildSearch()
  show(`index of ${LESSONS} lessons made anew (${entries} passages)`, `${(performance.now() - begun).toFixed(0)} ms`)
  const account = await write((tx) => insertAccount({ username: 'bench' }, tx))
  const { setCookie } = await startSession({ accountId: account.id, secure: false, now: Date.now() })
  const cookie = setCookie.split(';')[0] ?? ''
  const common = 'w1x'
  const rare = `w${(VOCABULARY - 50).toString(36)}x`
  const lesson = await cost('/courses/bench/lessons/lesson-7', cookie)
  show('lesson page', `${lesson.toFixed(2)} ms`)
  for (const [what, path] of [
    ['search: two words', `/search?q=${drafts[9]?.title.split(' ').slice(0, 2).join('+')}`],
    ['search: an article by its number', '/search?q=25'],
    ['search: beginning of a word', '/search?q=wa'],
    ['search: a word that every passage has', `/search?q=${common}`],
    ['search: nothing found, nearest words', `/search?q=q${rare}q`],
  ] as const) {
    const spent = await cost(path, cookie)
    show(what, `${spent.toFixed(2)} ms`, `${(spent / lesson).toFixed(1)} lesson pages`)
  }
} finally {
  await closeDatabase()
  await server.stop()
}

/** Processor time of the server for one page, in milliseconds. */
async function cost(path: string, cookie: string): Promise<number> {
  const load = (duration: number) =>
    autocannon({
      url: server.url + path,
      connections: 4,
      duration,
      headers: { Cookie: cookie, 'Accept-Encoding': 'br' },
    })
  await load(2)
  const before = processorTime(server.pid)
  const result = await load(4)
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path} was not answered with 200`)
  return (processorTime(server.pid) - before) / result.requests.total
}

function show(what: string, figure: string, note = ''): void {
  process.stdout.write(`${what.padEnd(52)} ${figure.padStart(10)}   ${note}\n`)
}
