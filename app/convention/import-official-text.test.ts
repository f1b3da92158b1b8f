import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inventedText } from '../../tests/fixtures/convention/invented-text.ts'
import { describeChanges } from './describe-import.ts'
import { importOfficialText } from './import-official-text.server.ts'
import { findOfficialArticle, findOfficialEditions, findOfficialWords } from './official-text-queries.server.ts'
import type { OfficialLanguage } from './official-language.ts'
import { rangesOf } from './official-text.ts'
import { readOfficialFile } from './reading/read-official-file.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'article54-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function importText(text: string, language: OfficialLanguage, now = Date.UTC(2026, 4, 4)) {
  const file = await readOfficialFile({ name: 'text.txt', bytes: Buffer.from(text), language })
  if (file.status === 'refused') throw new Error(file.sentence)
  return importOfficialText({ language, source: 'text.txt', ...file.review, now })
}

const upTo = (text: string, article: number) => text.replace(new RegExp(`^Article ${article + 1}\\n[^]*`, 'm'), '')

describe('an import', () => {
  it('keeps the text with its file and day', async () => {
    const changes = await importText(inventedText('fr'), 'fr')
    expect(describeChanges(changes)).toBe('Imported for the first time.')
    expect(await findOfficialEditions()).toEqual([
      { language: 'fr', source: 'text.txt', importedAt: Date.UTC(2026, 4, 4), partial: false, range: '1–68' },
    ])
    const article = await findOfficialArticle({ language: 'fr', article: 3 })
    expect(article?.title).toBe('Titre inventé d')
    expect(article?.paragraphs.map(({ paragraph, label, depth }) => [paragraph, label, depth])).toEqual([
      [1, '1.', 0],
      [1, 'a)', 1],
      [1, 'i)', 2],
      [1, 'ii)', 2],
      [1, 'b)', 1],
      [2, '2.', 0],
    ])
    expect(await findOfficialArticle({ language: 'es', article: 3 })).toBeNull()
  })

  it('again replaces that language alone, and says what is different', async () => {
    await importText(inventedText('es'), 'es')
    await importText(inventedText('fr'), 'fr')
    expect(describeChanges(await importText(inventedText('fr'), 'fr'))).toBe(
      'Replaced what was there; no word is different.',
    )
    const other = upTo(inventedText('fr'), 66).replace(/inventée 7/g, 'inventée septième')
    expect(describeChanges(await importText(other, 'fr'))).toBe(
      'Replaced what was there: other words in articles 2, 6–7; gone: articles 67–68.',
    )
    expect(describeChanges(await importText(inventedText('fr'), 'fr'))).toBe(
      'Replaced what was there: other words in articles 2, 6–7; new: articles 67–68.',
    )
    expect((await findOfficialEditions()).map(({ language }) => language)).toEqual(['fr', 'es'])
  })

  it('of a part says which part', async () => {
    await importText(upTo(inventedText('en'), 15), 'en')
    expect((await findOfficialEditions())[0]).toMatchObject({ language: 'en', partial: true, range: '1–15' })
    const words = await findOfficialWords({ language: 'en', articles: [3, 16] })
    expect([...(words ?? [])].map(([article, paragraphs]) => [article, paragraphs.length])).toEqual([[3, 6]])
    expect(await findOfficialWords({ language: 'zh', articles: [3] })).toBeNull()
  })

  it('names articles in ranges', () => {
    expect(rangesOf([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9–10')
  })
})

describe('npm run convention:import', () => {
  /** Exit code and everything that is printed. */
  const run = (...args: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const command = ['--import', 'tsx', 'app/commands/convention-import.ts', ...args]
      execFile(process.execPath, command, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err })
      })
    })
  const fileOf = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }

  it('gives 3 for a partial text and says what is missing, and changes nothing on a dry run', async () => {
    const sample = 'tests/fixtures/convention/sample-ar-articles-1-15.json'
    const dry = await run('--language', 'ar', '--dry-run', sample)
    expect(dry.code).toBe(3)
    expect(dry.said).toContain('PARTIAL: articles 1–15 of 68. Missing: 16–68.')
    expect(dry.said).toContain('Nothing was changed: this was a dry run.')
    expect((await findOfficialEditions()).map(({ language }) => language)).not.toContain('ar')
    const { code, said } = await run('--language', 'ar', sample)
    expect([code, said]).toEqual([3, expect.stringContaining('Imported for the first time.')])
    expect((await findOfficialEditions())[0]).toMatchObject({
      language: 'ar',
      source: 'sample-ar-articles-1-15.json',
      partial: true,
      range: '1–15',
    })
  })

  it('gives 0 for a whole text', async () => {
    const { code, said } = await run('--language', 'ru', fileOf('ru.txt', inventedText('ru')))
    expect([code, said]).toEqual([0, expect.stringContaining('68 of 68 articles, 9 of 9 headings of chapters')])
  })

  it('gives 1 for what is refused and leaves the text that was there', async () => {
    await importText(inventedText('es'), 'es')
    const { code, said } = await run('--language', 'es', fileOf('en.txt', inventedText('en')))
    expect(code).toBe(1)
    expect(said).toContain('The text is not in Español (es): it looks like English.')
    expect((await findOfficialArticle({ language: 'es', article: 3 }))?.title).toBe('Título inventado d')
    expect((await run('--language', 'es', path.join(folder, 'nothing.txt'))).code).toBe(1)
  })

  it.each([[[]], [['x.txt']], [['--language', 'de', 'x.txt']], [['--language', 'fr', 'x.txt', 'y.txt']], [['--all']]])(
    'gives 2 when it does not understand %j',
    async (args) => {
      const { code, said } = await run(...args)
      expect([code, said]).toEqual([2, expect.stringContaining('Usage: npm run convention:import')])
    },
  )
})
