import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { importOfficialText } from '#app/convention/import-official-text.server.ts'
import type { OfficialLanguage } from '#app/convention/official-language.ts'
import { readOfficialFile } from '#app/convention/reading/read-official-file.server.ts'
import { countingQueries } from '#db/query-count.server.ts'
import { inventedText } from '../../../tests/fixtures/convention/invented-text.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as articleRoute from './article.tsx'
import * as articlesRoute from './articles.tsx'

const { visit } = siteOf({ '/convention': articlesRoute, '/convention/:article': articleRoute })(null)
const DAY = Date.UTC(2026, 4, 4)

async function importFile(name: string, source: string, language: OfficialLanguage) {
  const file = await readOfficialFile({ name, bytes: Buffer.from(source), language })
  if (file.status === 'refused') throw new Error(file.sentence)
  await importOfficialText({ language, source: name, ...file.review, now: DAY })
}

describe('before the official text is imported', () => {
  it('an article shows its summary as what it is, its chapter, its neighbours and where the official text is', async () => {
    const { html } = await visit('/convention/42')
    expect(html).toContain('Summary, not the official text')
    expect(html).toContain('href="/convention#chapter-5"')
    expect(html).toContain('United Nations document A/RES/79/243')
    expect(html).toContain('United Nations Treaty Collection, chapter XVIII, number 16')
    expect(html).toContain('href="/convention/41"')
    expect(html).toContain('href="/convention/43"')
    expect(html).not.toContain('id="official"')
  })

  it('the index says so, and names the Convention in six languages', async () => {
    const { html } = await visit('/convention')
    expect(html).toContain('The official text has not been imported on this site.')
    expect(html).toContain('<dd lang="ar" dir="rtl">اتفاقية الأمم المتحدة لمكافحة الجريمة السيبرانية</dd>')
    expect(html).toContain('<dd lang="zh" dir="ltr">联合国打击网络犯罪公约</dd>')
  })

  it.each(['/convention/0', '/convention/69', '/convention/042', '/convention/x'])('%s is no page', async (path) => {
    expect((await visit(path)).status).toBe(404)
  })
})

describe('with an Arabic text of 15 articles and an English one', () => {
  beforeAll(async () => {
    const sample = readFileSync('tests/fixtures/convention/sample-ar-articles-1-15.json', 'utf8')
    await importFile('sample-ar-articles-1-15.json', sample, 'ar')
    await importFile('invented.txt', inventedText('en'), 'en')
  })

  it('an article shows the text in the language of the page above the summary, with its source', async () => {
    const { html } = await visit('/convention/3')
    expect(html).toContain('<div class="prose official" lang="en" dir="ltr">')
    expect(html).toContain('<p id="p1-a-ii" class="official__item-2"><b>(ii) </b>Each State shall')
    expect(html).toContain('English: A/RES/79/243. ')
    expect(html).toContain('Imported on 4 May 2026 from the file invented.txt.')
    expect(html).not.toContain('Partial')
    expect(html.indexOf('class="prose official"')).toBeLessThan(html.indexOf('Summary, not the official text'))
  })

  it('links to the other languages, and shows the one asked for in its own direction', async () => {
    expect((await visit('/convention/3')).html).toContain('href="/convention/3?text=ar#official"')
    const { html } = await visit('/convention/3?text=ar')
    expect(html).toContain('<div class="prose official" lang="ar" dir="rtl">')
    expect(html).toContain('<p id="p0-a" class="official__item-1"><b>(أ) </b>منع الأفعال المجرمة')
    expect(html).toContain('Partial: articles 1–15 of 68 were imported.')
    expect(html).toContain('href="/convention/3?text=en#official"')
  })

  it('says when an article is not in a partial text', async () => {
    const { html } = await visit('/convention/16?text=ar')
    expect(html).toContain('This article was not imported in العربية.')
    expect(html).toContain('Partial: articles 1–15 of 68 were imported.')
    expect(html).not.toContain('class="prose official"')
  })

  it.each(['fr', 'de', '%3Cscript%3E'])('shows the language of the page when %s is asked for', async (language) => {
    expect((await visit(`/convention/3?text=${language}`)).html).toContain('lang="en" dir="ltr">')
  })

  it('the index says of each language whether it is whole', async () => {
    const { html } = await visit('/convention')
    expect(html).toMatch(/العربية<\/span> <span class="tag tone-warning">Partial<\/span>/)
    expect(html).toMatch(/<span lang="en">English<\/span>\s+Imported on 4 May 2026 from the file invented\.txt\./)
  })

  it('needs no more than four queries', async () => {
    const count = { queries: 0 }
    await countingQueries(count, () => visit('/convention/3'))
    expect(count.queries).toBe(4)
  })
})
