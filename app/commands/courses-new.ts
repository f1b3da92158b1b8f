import { lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findArticle } from '#app/convention/articles.ts'
import { checkCourses } from '#app/content/check/check-courses.server.ts'
import { editorSchemas, SCHEMA_FOLDER } from '#app/content/files/editor-schemas.ts'
import { courseFields, isId } from '#app/content/files/frontmatter.ts'
import { type Layout, layOutCourse, layOutModule, titleFrom } from '#app/content/files/lay-out.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'

/**
 * `npm run courses:new -- course <address>` and `npm run courses:new -- module <course> <address>`: lays out files that
 * pass the check, beside those there are. Overwrites nothing. `npm run courses:new -- schemas` writes the schemas for
 * editors anew. Exit code 2 for what cannot be laid out.
 */
const USAGE = `Usage: npm run courses:new -- course <address> [--title "…"] [--language en] [--article 54]
       npm run courses:new -- module <course> <address> [--title "…"]
       npm run courses:new -- schemas
An address has small letters, digits and hyphens: asking-another-state. The folder is courses, or COURSES_DIR.`

/** Something the person at the keyboard can mend. */
class Refusal extends Error {}

const dir = process.env.COURSES_DIR || 'courses'

try {
  const { values, positionals } = parseArgs({
    options: { title: { type: 'string' }, language: { type: 'string' }, article: { type: 'string' } },
    allowPositionals: true,
  })
  const [what, ...names] = positionals
  if (what === 'course' && names.length === 1) writeNew(await newCourse(names[0] ?? '', values))
  else if (what === 'module' && names.length === 2) writeNew(await newModule(names[0] ?? '', names[1] ?? '', values))
  else if (what !== 'schemas' || names.length > 0) throw new Refusal(USAGE)
  writeSchemas()
} catch (error) {
  if (!(error instanceof Error)) throw error
  if (!(error instanceof Refusal) && !('code' in error)) throw error
  process.stderr.write(`${error.message}\n${error.message === USAGE ? '' : `${USAGE}\n`}`)
  process.exitCode = 2
} finally {
  await sourceWorker().dispose()
}

async function newCourse(
  slug: string,
  given: { title?: string; language?: string; article?: string },
): Promise<Layout> {
  requireAddress(slug)
  const article = Number(given.article ?? 54)
  if (!findArticle(article)) throw new Refusal(`The Convention has no article ${given.article}.`)
  const language = given.language ?? 'en'
  if (!courseFields.shape.language.safeParse(language).success) {
    throw new Refusal(`${JSON.stringify(language)} is no language code such as en or pt-BR.`)
  }
  const known = await check()
  if (known.found.some((course) => course.slug === slug)) throw new Refusal(`There is a course at "${slug}" already.`)
  // A link, perhaps, which would lead out of the folder.
  if (lstatSync(path.join(dir, slug), { throwIfNoEntry: false })) {
    throw new Refusal(`There is something at "${slug}" already.`)
  }
  return layOutCourse({ slug, title: given.title ?? titleFrom(slug), language, article })
}

async function newModule(course: string, slug: string, given: { title?: string }): Promise<Layout> {
  requireAddress(slug)
  const { found, modules } = await check()
  const readable = found.find((one) => one.slug === course)?.readable
  if (!readable) {
    const hint = found.some((one) => one.slug === course)
      ? `The course "${course}" cannot be read: npm run courses:check tells why.`
      : `There is no course "${course}". There are: ${found.map((one) => one.slug).join(', ') || 'none'}.`
    throw new Refusal(hint)
  }
  const taken = new Set([
    ...readable.modules.map(({ id }) => id),
    ...readable.documents.flatMap(({ id, questionIds }) => [id, ...questionIds]),
    ...readable.retired,
  ])
  const addresses = new Set(readable.documents.map((document) => document.slug))
  const first = `${readable.id}-${slug}`.slice(0, 50).replace(/-+$/, '')
  const id = firstFree(first, (one) => [one, `${one}-lesson`, `${one}-check`].some((other) => taken.has(other)))
  const numbers = modules.get(course) ?? []
  const folder = `${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}-${slug}`
  const [objective] = readable.objectives
  return layOutModule({
    course,
    folder,
    id,
    lesson: firstFree(`${slug}-lesson`, (one) => addresses.has(one)),
    title: given.title ?? titleFrom(slug),
    objective: objective?.id ?? '',
    article: readable.articles[0] ?? 54,
  })
}

/** The name itself, or with the first number that makes it free. */
function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name
  for (let number = 2; isTaken(free); number += 1) free = `${name}-${number}`
  return free
}

/** The courses that are there, and the numbers of their modules. */
async function check() {
  mkdirSync(dir, { recursive: true })
  const { found } = await checkCourses({ dir })
  const modules = new Map(
    found.map(({ slug, readable }) => [
      slug,
      (readable?.documents ?? []).flatMap(({ file }) => Number(/\/(\d+)-[^/]*\/[^/]*$/.exec(file)?.[1] ?? 0)),
    ]),
  )
  return { found, modules }
}

function requireAddress(slug: string): void {
  if (!isId(slug)) throw new Refusal(`"${slug}" cannot be an address.`)
}

function writeNew(files: Layout): void {
  for (const [file, text] of files) {
    const target = path.join(dir, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text, { flag: 'wx' })
    process.stdout.write(`${target}\n`)
  }
}

function writeSchemas(): void {
  const folder = path.join(dir, SCHEMA_FOLDER)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of editorSchemas()) writeFileSync(path.join(folder, name), text)
}
