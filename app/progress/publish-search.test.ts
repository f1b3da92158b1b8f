import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { search } from '#app/content/search/search-queries.server.ts'
import { sourceWorker } from '#app/content/worker/source-worker.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { searchIndex } from '#app/content/search/index-tables.ts'
import { syncCourses } from './sync-courses.server.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'article54-search-'))
const lesson = path.join(dir, 'keeping-evidence/01-at-home/01-first-steps.mdx')
cpSync('tests/fixtures/courses/valid/keeping-evidence', path.join(dir, 'keeping-evidence'), { recursive: true })

afterAll(async () => {
  await sourceWorker().dispose()
  rmSync(dir, { recursive: true, force: true })
})

const viewer: Viewer = { accountId: 'a', username: 'a', displayName: 'A', locale: null, grants: [] }
async function hrefs(text: string): Promise<string[]> {
  const answer = await search({ text, kind: null, courseSlug: null, article: null, page: 1, viewer })
  return answer.status === 'found' ? answer.hits.map(({ href }) => href) : []
}
const edit = (from: string, to: string) => writeFileSync(lesson, readFileSync(lesson, 'utf8').replace(from, to))
const sync = () => syncCourses({ dir, now: Date.now() })

test('what is published is found by its sections, and what it no longer says is not', async () => {
  edit('Data are lost fast.', 'Quokka data are lost fast.')
  edit('Secret explanation.', 'Wombat.')
  edit('Secret feedback one: right.', 'Dingo.')
  edit('Secret feedback two: wrong.', 'Bilby.')
  edit('It hands them over.', 'Potoroo.')
  edit('It keeps the', 'Bandicoot')
  await sync()
  const address = '/courses/keeping-evidence/lessons/first-steps'
  expect(await hrefs('quokka')).toEqual([`${address}#h-keep-it`])
  expect(await hrefs('seabright')).toContain(`${address}#h-keep-it`)
  const secrets = ['wombat', 'dingo', 'bilby', 'potoroo', 'bandicoot']
  expect(secrets.filter((secret) => readFileSync(lesson, 'utf8').toLowerCase().includes(secret))).toEqual(secrets)
  for (const secret of secrets) expect([secret, await hrefs(secret)]).toEqual([secret, []])

  edit('Quokka data', 'Numbat data')
  await sync()
  expect(await hrefs('quokka')).toEqual([])
  expect(await hrefs('numbat')).toEqual([`${address}#h-keep-it`])
})

test('an unchanged course is not indexed again', async () => {
  await write((tx) => tx.delete(searchIndex))
  await sync()
  expect(await hrefs('numbat')).toEqual([])
})
