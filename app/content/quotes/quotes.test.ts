import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import type { OfficialLanguage } from '#app/convention/official-language.ts'
import { readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { write } from '#db/client.server.ts'
import { officialEdition } from '#db/schema/convention.ts'
import { inventedText } from '../../../tests/fixtures/convention/invented-text.ts'
import { checkCourses } from '../check/check-courses.server.ts'
import { compileDocument, hashDocument } from '../compile/compile-course.server.ts'
import { emptyContext } from '../compile/compile-context.ts'
import { formatProblem } from '../problem.ts'
import { sourceWorker } from '../worker/source-worker.server.ts'
import { wordsOfDataFolder } from './official-words.server.ts'

const course = 'keeping-evidence'
const lesson = '01-at-home/02-next-steps.mdx'
let dir = ''

beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(tmpdir(), 'article54-quotes-')), 'courses')
  cpSync('tests/fixtures/courses/valid', dir, { recursive: true })
})
afterEach(async () => {
  rmSync(path.dirname(dir), { recursive: true, force: true })
  await write((tx) => tx.delete(officialEdition).where(eq(officialEdition.language, 'en')))
})
afterAll(() => sourceWorker().dispose())

/** Puts the words at the end of a lesson of the course. */
function quote(words: string, attributes = 'article="42" para="1"') {
  const file = path.join(dir, course, lesson)
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n<Quote ${attributes}>\n\n${words}\n\n</Quote>\n`)
}

function inLanguage(language: string) {
  const file = path.join(dir, course, 'course.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('language: en', `language: ${language}`))
}

async function importText(text: string, language: OfficialLanguage = 'en') {
  const file = await readOfficialFile({ name: 'text.txt', bytes: Buffer.from(text), language })
  if (file.status === 'refused') throw new Error(file.sentence)
  await importOfficialText({ language, source: 'text.txt', ...file.review, now: Date.now() })
}

const check = (options: Partial<Parameters<typeof checkCourses>[0]> = {}) => checkCourses({ dir, ...options })

async function told(options?: Parameters<typeof check>[0]) {
  const { problems } = await check(options)
  return problems
    .filter(({ rule }) => rule === 'quote')
    .map((one) => formatProblem(one).replace(`courses/${course}/`, ''))
}

async function documentWithQuote() {
  const { courses } = await check()
  const document = courses[0]?.documents.find(({ file }) => file.endsWith(lesson))
  if (!document) throw new Error('The course has problems')
  return document
}

const RIGHT =
  'Each State shall, in this invented sentence 42, test the reading of words on information and communications technology systems'
const at = `${lesson}:14:1 error`

describe('a quotation', () => {
  it('cannot be published before the official text is imported, and the command is told', async () => {
    quote(RIGHT)
    expect(await told()).toEqual([
      `${at} The official text was not imported in English, so this quotation cannot be compared. (quote)\n` +
        '  Import it first: npm run convention:import -- --language en <file>',
    ])
    expect((await check()).courses).toEqual([])
  })

  it('cannot be compared without a database', async () => {
    quote(RIGHT)
    expect(await told({ words: async () => null })).toEqual([
      `${at} This quotation cannot be compared: there is no database with the official text here. (quote)\n` +
        '  Set DATA_DIR to the folder of the platform’s database, or start the platform once and import the text.',
    ])
  })

  it('is compared by a check at a desk with the database of the data folder', async () => {
    quote(RIGHT)
    await importText(inventedText('en'))
    expect(await told({ words: wordsOfDataFolder })).toEqual([])
  })

  it('cannot be compared with a partial text that does not have the article', async () => {
    quote(RIGHT)
    await importText(inventedText('en').replace(/^Article 40\n[^]*/m, ''))
    expect(await told()).toEqual([
      `${at} The imported text in English is partial and does not have article 42. (quote)\n` +
        '  Import a text that has it: npm run convention:import -- --language en <file>',
    ])
  })

  it('in other words is refused, with the first words that differ', async () => {
    quote('Each State shall, in this invented sentence 42, check the reading of words')
    await importText(inventedText('en'))
    expect(await told()).toEqual([
      `${at} Not the words of article 42, paragraph 1: here stands “42, check the reading of”, there “42, test the reading of”. (quote)\n` +
        '  Copy the words from the page of the article. For words left out between others, write […].',
    ])
  })

  it('of a paragraph that the article does not have is refused', async () => {
    await importText(inventedText('en'))
    quote(RIGHT, 'article="42" para="3"')
    quote(RIGHT, 'article="40" para="1"')
    expect(await told()).toEqual([
      `${at} Article 42 has no paragraph 3. (quote)\n  It has paragraphs 1 to 2.`,
      `${lesson}:20:1 error Article 40 has no paragraph 1. (quote)\n  It has no numbered paragraphs: leave out para.`,
    ])
  })

  it('is compared in the language of the course', async () => {
    inLanguage('fr')
    quote('Chaque État vérifie, dans cette phrase inventée 42, la lecture des mots')
    await importText(inventedText('en'))
    expect((await told())[0]).toContain('was not imported in Français')
    await importText(inventedText('fr'), 'fr')
    expect(await told()).toEqual([])
    const { html = '' } = await compiled()
    expect(html).toContain('<blockquote lang="fr"><p>Chaque État')
    expect(html).toContain('href="/convention/42?text=fr#p1"')
  })

  it('cannot stand in a course whose language has no official text', async () => {
    inLanguage('pt')
    quote(RIGHT)
    expect((await told())[0]).toContain('The Convention has no official text in "pt". (quote)')
  })

  it('in a partial is compared as well, and told in the partial', async () => {
    await importText(inventedText('en'))
    cpSync(path.join(dir, course, lesson), path.join(dir, course, '_shared', 'law.mdx'))
    writeFileSync(path.join(dir, course, '_shared', 'law.mdx'), `<Quote article="42">\n\nOther words.\n\n</Quote>\n`)
    const file = path.join(dir, course, lesson)
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n<Partial src="../_shared/law.mdx" />\n`)
    expect((await told())[0]).toMatch(
      /^_shared\/law\.mdx:1:1 error Not the words of article 42: here stands “Other words\.”/,
    )
  })

  it('is not needed to tell of a paragraph that is named and not there, once the text is imported', async () => {
    const file = path.join(dir, course, lesson)
    const text = readFileSync(file, 'utf8').replace('articles: [42]', 'articles: ["42.3"]')
    writeFileSync(file, `${text}\nSee <Article n="40" para="1" /> and <Article n="42" para="2" />.\n`)
    expect((await check()).problems.filter(({ rule }) => rule === 'unknown-paragraph')).toEqual([])
    await importText(inventedText('en'))
    const warned = (await check()).problems.filter(({ rule }) => rule === 'unknown-paragraph').map(formatProblem)
    expect(warned.map((one) => one.replace(`courses/${course}/`, ''))).toEqual([
      `${lesson}:6:12 warning The official text of article 42 has no paragraph 3. (unknown-paragraph)\n  It has paragraphs 1 to 2.`,
      `${lesson}:14:5 warning The official text of article 40 has no paragraph 1. (unknown-paragraph)\n  It has no numbered paragraphs.`,
    ])
  })

  it('has no long sentences that its author could shorten', async () => {
    await importText(inventedText('en'))
    quote(`${RIGHT} and on cybercrime:\n\n(a) ${RIGHT} and on cybercrime;`)
    expect((await check()).problems).toEqual([])
  })
})

async function compiled() {
  const result = await compileDocument({ document: await documentWithQuote() })
  if (result.status === 'failed') throw new Error(result.problem.message)
  return { html: result.document.parts.map((part) => (part.kind === 'html' ? part.html : '')).join('') }
}

describe('a compiled quotation', () => {
  it('names the article and paragraph, and links to it', async () => {
    await importText(inventedText('en'))
    quote(`${RIGHT} […]:\n\n(a) ${RIGHT}`)
    const { html } = await compiled()
    expect(html).toContain(
      `<figure class="quote"><blockquote lang="en"><p>${RIGHT} […]:</p><p>(a) ${RIGHT}</p></blockquote>` +
        '<figcaption><a href="/convention/42#p1">Article 42, paragraph 1</a> (A/RES/79/243)</figcaption></figure>',
    )
  })

  it('is another document when the official words around it change, and an error when its own do', async () => {
    await importText(inventedText('en'))
    quote(RIGHT)
    const before = hashDocument(await documentWithQuote())
    await importText(inventedText('en').replace(/invented sentence 41/g, 'other sentence'))
    expect(hashDocument(await documentWithQuote())).toBe(before)
    await importText(inventedText('en').replace(/(invented sentence 42.*) cybercrime/g, '$1 cyber-crime'))
    expect(hashDocument(await documentWithQuote())).not.toBe(before)
    await importText(inventedText('en').replace(/invented sentence 42/g, 'other sentence 42'))
    expect((await told())[0]).toContain('Not the words of article 42, paragraph 1')
  })

  it('is not compiled if it was not compared', async () => {
    const source = `---\nid: x\n---\n\n<Quote article="42">\n\n${RIGHT}\n\n</Quote>\n`
    const outcome = await sourceWorker().run({ task: 'compile', kind: 'lesson', source, context: emptyContext })
    expect(outcome).toMatchObject({ status: 'refused', message: expect.stringContaining('was not compared') as string })
  })
})

describe('the explanation of an article', () => {
  const withText = (text: string) => {
    const file = path.join(dir, course, lesson)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/## Ask[^]*/, text))
  }

  it('stands at its first mention outside of headings, and says that it is a summary', async () => {
    withText(
      '## Under <Article n="42" />\n\nSee <Article n="42" para="3" />, then <Article n="42" /> and <Article n="25" />.',
    )
    const { html } = await compiled()
    expect(html).toMatch(/<h2 id="h-[^"]*">Under <a class="article-ref" href="\/convention\/42">article 42<\/a><\/h2>/)
    expect(html.match(/role="tooltip" id="tip-article-\d+"/g)).toEqual([
      'role="tooltip" id="tip-article-42"',
      'role="tooltip" id="tip-article-25"',
    ])
    expect(html).toContain('href="/convention/42#p3" aria-describedby="tip-article-42">article 42, paragraph 3</a>')
    expect(html).toContain('Summary, not the official text: ')
    const tips = [...html.matchAll(/role="tooltip" id="[^"]*">([^<]*)</g)].map(([, tip = '']) => tip)
    expect(tips.every((tip) => tip.length < 300)).toBe(true)
    expect(html).toContain('<span class="article-title"> [Expedited preservation of stored electronic data]</span>')
  })

  it('is left out where titles and summaries are not known in the language', async () => {
    inLanguage('fr')
    withText('## Demander\n\nVoir <Article n="42" para="3" />.')
    expect((await compiled()).html).toContain('<a class="article-ref" href="/convention/42?text=fr#p3">')
  })
})
