import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { asc, eq, inArray } from 'drizzle-orm'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTable } from '#app/csv/read-table.ts'
import { Forbidden } from '#app/errors.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { reader, write } from '#db/client.server.ts'
import { newId } from '#db/ids.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { accessToken } from '#db/schema/credentials.ts'
import { account } from '#db/schema/identity.ts'
import { insertAccount, insertAgency, insertViewer } from '#db/seed/identity.ts'
import type { Grant, Viewer } from '../viewer.ts'
import { exportPeople } from './export-people.server.ts'
import { importPeople } from './import-people.server.ts'
import { findImportStep } from './import-step-queries.server.ts'
import { findUpload, forgetUploads, keepResult, keepUpload } from './kept-upload.server.ts'
import { columnNames, type PeopleColumn, type PeopleRow } from './people-file.ts'
import { countOutcomes, type PlannedRow } from './planned-row.ts'
import { readUpload } from './read-upload.ts'
import { refusedCsv } from './refused-csv.ts'
import { rehearseImport } from './rehearse-import.server.ts'

const { t } = translatorFor('en')
const heading = (column: PeopleColumn) => t(columnNames[column])
const NOW = Date.UTC(2026, 5, 1)
const platform: Grant = { role: 'administrator', scopeKind: 'platform', scopeId: '' }
const overKenya: Grant = { role: 'administrator', scopeKind: 'country', scopeId: 'KE' }

const administrator = () => insertViewer([platform])

/** A user name that nobody has. */
const fresh = (stem = 'new') => `${stem}.${newId().slice(-12)}`

const rowsOf = (cells: PeopleRow['cells'][]): PeopleRow[] =>
  cells.map((each, index) => ({ line: index + 2, cells: each }))
const go = (viewer: Viewer, cells: PeopleRow['cells'][], now = NOW) =>
  importPeople({ viewer, rows: rowsOf(cells), locale: 'en', now })
const rehearse = (viewer: Viewer, cells: PeopleRow['cells'][]) =>
  rehearseImport({ viewer, rows: rowsOf(cells), locale: 'en', now: NOW })

async function accountNamed(username: string) {
  const [row] = await reader.select().from(account).where(eq(account.usernameKey, username.toLowerCase()))
  return row
}

async function actsOn(subjectIds: string[]) {
  const rows = await reader
    .select({ action: auditEntry.action, content: auditEntry.content })
    .from(auditEntry)
    .where(inArray(auditEntry.subjectId, subjectIds))
    .orderBy(asc(auditEntry.sequence))
  return rows.map(({ action, content }) => ({ action, ...JSON.parse(content ?? '{}').facts }))
}

describe('importing', () => {
  test('opens accounts without a password, changes others, leaves the rest, and writes down what it did', async () => {
    const viewer = await administrator()
    const unit = await write((tx) => insertAgency({}, tx))
    const known = await write((tx) => insertAccount({ email: `${fresh()}@x.example`, emailVerifiedAt: 1 }, tx))
    const username = fresh()
    const cells = [
      { username, name: 'Amina Otieno', email: `${username}@x.example`, agency: unit.name, country: 'KE' },
      { username: known.username, name: 'Another Name', email: `other-${username}@x.example`, agency: unit.id },
      { username: fresh(), name: '' },
    ]
    const announced = await rehearse(viewer, cells)
    expect(await accountNamed(username)).toBeUndefined()
    const done = await go(viewer, cells)
    const withoutIds = (rows: PlannedRow[]) => rows.map((row) => ({ ...row, accountId: '' }))
    expect(withoutIds(done)).toEqual(withoutIds(announced))
    expect(countOutcomes(done)).toEqual({ created: 1, changed: 1, unchanged: 0, refused: 1 })

    const created = await accountNamed(username)
    expect(created).toMatchObject({ displayName: 'Amina Otieno', agencyId: unit.id, passwordHash: '!', createdAt: NOW })
    const [changed] = await reader.select().from(account).where(eq(account.id, known.id))
    expect(changed).toMatchObject({ displayName: 'Another Name', agencyId: unit.id, emailVerifiedAt: null })
    expect(await actsOn([created?.id ?? ''])).toEqual([{ action: 'account-created', way: 'import' }])
    expect((await actsOn([known.id])).map(({ action }) => action)).toEqual([
      'account-changed',
      'email-changed',
      'agency-moved',
    ])
    const [last] = (await actsOn([''])).slice(-1)
    expect(last).toEqual({ action: 'people-imported', created: 1, changed: 1, unchanged: 0, refused: 1 })
  })

  test('the same again changes nothing, and nobody who is not in the file is touched', async () => {
    const viewer = await administrator()
    const cells = Array.from({ length: 230 }, (_row, index) => ({
      username: fresh(),
      name: `Officer ${index}`,
      email: `${fresh()}@x.example`,
    }))
    expect(countOutcomes(await go(viewer, cells))).toMatchObject({ created: 230 })
    const before = await reader.select().from(account).orderBy(asc(account.id))
    expect(countOutcomes(await go(viewer, cells, NOW + 1))).toMatchObject({ unchanged: 230 })
    expect(await reader.select().from(account).orderBy(asc(account.id))).toEqual(before)
    expect(countOutcomes(await go(viewer, cells.slice(0, 1)))).toMatchObject({ unchanged: 1 })
    expect(await reader.select().from(account).orderBy(asc(account.id))).toEqual(before)
  })

  test('looks at everything again: what was taken since the rehearsal is refused, the rest done', async () => {
    const viewer = await administrator()
    const [one, two] = [fresh(), fresh()]
    const cells = [
      { username: one, name: 'One', email: `${one}@x.example` },
      { username: two, name: 'Two', email: `${two}@x.example` },
    ]
    expect(countOutcomes(await rehearse(viewer, cells))).toMatchObject({ created: 2 })
    await write((tx) => insertAccount({ email: `${one}@x.example` }, tx))
    const done = await go(viewer, cells)
    expect(done).toMatchObject([{ outcome: 'refused', reason: 'email-taken' }, { outcome: 'created' }])
  })

  test('a name stands once in a file, also when the second row comes in a later change', async () => {
    const viewer = await administrator()
    const username = fresh()
    const others = Array.from({ length: 150 }, () => ({ username: fresh(), name: 'Somebody' }))
    const done = await go(viewer, [{ username, name: 'First' }, ...others, { username, name: 'Second' }])
    expect(done.at(-1)).toMatchObject({ outcome: 'refused', reason: 'username-twice', firstLine: 2 })
    expect((await accountNamed(username))?.displayName).toBe('First')
  })

  test('a new address takes away what was mailed to the old one', async () => {
    const viewer = await administrator()
    const known = await write((tx) => insertAccount({ email: `${fresh()}@x.example` }, tx))
    const token = { tokenHash: newId(), kind: 'reset', delivery: 'mail', createdAt: 1, expiresAt: NOW * 2 } as const
    await write((tx) => tx.insert(accessToken).values({ ...token, accountId: known.id }))
    await go(viewer, [{ username: known.username, email: `${fresh()}@x.example` }])
    const [left] = await reader.select().from(accessToken).where(eq(accessToken.tokenHash, token.tokenHash))
    expect(left?.usedAt ?? left).toBe(left ? NOW : undefined)
  })
})

describe('an administrator of one country', () => {
  async function kenya() {
    const [home, away] = await write(async (tx) => [
      await insertAgency({ countryCode: 'KE' }, tx),
      await insertAgency({ countryCode: 'GH' }, tx),
    ])
    const viewer = await insertViewer([overKenya], { agencyId: home?.id ?? null })
    return { home: home?.id ?? '', away: away?.id ?? '', viewer }
  }

  test('opens and changes accounts there alone; others are told as taken, their agencies as none', async () => {
    const { home, away, viewer } = await kenya()
    const [near, far, nowhere] = await write(async (tx) => [
      await insertAccount({ agencyId: home }, tx),
      await insertAccount({ agencyId: away }, tx),
      await insertAccount({}, tx),
    ])
    const done = await go(viewer, [
      { username: near?.username ?? '', name: 'New Name' },
      { username: far?.username ?? '', name: 'New Name' },
      { username: nowhere?.username ?? '', name: 'New Name' },
      { username: fresh(), name: 'Here', agency: home },
      { username: fresh(), name: 'There', agency: away },
      { username: fresh(), name: 'Nowhere' },
      { username: near?.username.toUpperCase() ?? '', agency: away },
    ])
    const told = done.map((row) => (row.outcome === 'refused' ? row.reason : row.outcome))
    expect(told).toEqual([
      'changed',
      'username-not-yours',
      'username-not-yours',
      'created',
      'agency-unknown',
      'agency-missing',
      'username-twice',
    ])
    expect((await go(viewer, [{ username: near?.username ?? '', agency: away }]))[0]).toMatchObject({
      reason: 'agency-unknown',
    })
    const [untouched] = await reader
      .select()
      .from(account)
      .where(eq(account.id, far?.id ?? ''))
    expect(untouched?.displayName).toBe(far?.displayName)
  })

  test('never changes who holds a role beyond, or an account that is closed', async () => {
    const { home, viewer } = await kenya()
    const [mighty, merged, erased] = await write(async (tx) => {
      const holder = await insertAccount({ agencyId: home, roles: [platform] }, tx)
      const into = await insertAccount({ agencyId: home, mergedIntoId: holder.id, suspendedAt: 1 }, tx)
      return [holder, into, await insertAccount({ agencyId: home, erasedAt: 1, suspendedAt: 1 }, tx)]
    })
    for (const person of [mighty, merged, erased]) {
      const [row] = await go(viewer, [{ username: person?.username ?? '', email: `${fresh()}@x.example` }])
      expect(row).toMatchObject({ outcome: 'refused', reason: 'username-not-yours' })
    }
  })

  test.each([[[]], [[{ role: 'supervisor', scopeKind: 'country', scopeId: 'KE' }]]] as [Grant[]][])(
    'with %j instead, may neither rehearse nor import nor export',
    async (grants) => {
      const viewer = await insertViewer(grants)
      const filter = { text: '', country: null, agencyId: null, role: null, state: null }
      await expect(rehearse(viewer, [])).rejects.toThrow(Forbidden)
      await expect(go(viewer, [])).rejects.toThrow(Forbidden)
      await expect(exportPeople({ viewer, filter, now: NOW, t })).rejects.toThrow(Forbidden)
    },
  )
})

async function exported(viewer: Viewer): Promise<string> {
  const filter = { text: '', country: null, agencyId: null, role: null, state: null }
  let text = ''
  for await (const piece of await exportPeople({ viewer, filter, now: NOW, t })) text += piece
  return text
}

const readText = (text: string) => readUpload({ bytes: Buffer.from(text), letters: null, heading })

describe('what is exported', () => {
  test('is read back and changes nothing, whatever people are called', async () => {
    const sign = fc.constantFrom('a', 'ب', 'Я', "'", '=', '+', '-', '@', ',', ';', '"', ' ', '.', '＝')
    const names = fc.sample(
      fc.array(sign, { maxLength: 20 }).map((signs) => `${signs.join('')}x`.trim().replace(/ +/g, ' ')),
      120,
    )
    const viewer = await administrator()
    await write(async (tx) => {
      const top = await insertAgency({ name: '=Police; "Nord"' }, tx)
      for (const countryCode of ['KE', 'GH']) await insertAgency({ countryCode, name: 'Twin' }, tx)
      const below = (id: string) => ({ id, name: 'Desk', path: `/${top.id}/${id}/`, parentId: top.id })
      const desk = await insertAgency(below(newId()), tx)
      const other = await insertAgency({ name: 'Desk' }, tx)
      for (const [index, displayName] of names.entries()) {
        const agencyId = [top.id, desk.id, other.id, null][index % 4] ?? null
        await insertAccount({ displayName: displayName.normalize('NFC'), agencyId, email: `${fresh()}@x.example` }, tx)
      }
    })
    const text = await exported(viewer)
    expect(text.startsWith('\uFEFFUser name,Name,')).toBe(true)
    const cells = parse(text, { bom: true }).flat()
    expect(cells.filter((cell) => /^[=+\-@＝]/.test(cell))).toEqual([])
    const read = readText(text)
    if (read.status !== 'rows') throw new Error(JSON.stringify(read))
    const rows = await importPeople({ viewer, rows: read.rows, locale: 'en', now: NOW })
    expect(rows.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([])
    expect(rows.length).toBeGreaterThan(120)
    expect((await actsOn([''])).find(({ action }) => action === 'people-exported')).toEqual({
      action: 'people-exported',
      rows: rows.length,
    })
  })

  test('are those alone whom the viewer administers, each once, in pieces', async () => {
    const home = await write((tx) => insertAgency({ countryCode: 'TZ' }, tx))
    const viewer = await insertViewer([{ role: 'administrator', scopeKind: 'country', scopeId: 'TZ' }])
    await write(async (tx) => {
      for (let count = 0; count < 1200; count += 1) {
        await insertAccount({ agencyId: home.id, displayName: count % 2 ? 'Same' : `N ${count}` }, tx)
      }
      await insertAccount({ agencyId: home.id, displayName: 'Mighty', roles: [platform] }, tx)
    })
    const table = readTable(await exported(viewer), { mostRows: 5000 })
    const cells = table.status === 'table' ? table.rows.map((row) => row.cells) : []
    expect(cells).toHaveLength(1200)
    expect(new Set(cells.map(([username]) => username)).size).toBe(1200)
    expect(cells.filter(([, name]) => name === 'Mighty')).toEqual([])
  })
})

test('refused rows leave as they were with what is wrong, and come back mended', async () => {
  const viewer = await administrator()
  const [good, bad] = [fresh(), fresh()]
  const text = `Rank;Name;Login\nInspector;Good One;${good}\n=Chief;;${bad}\n`
  const read = readText(text)
  if (read.status !== 'rows') throw new Error(read.status)
  const planned = await importPeople({ viewer, rows: read.rows, locale: 'en', now: NOW })
  const csv = refusedCsv({ file: read, rows: planned, t })
  expect(csv).toBe(
    `\uFEFFRank,Name,Login,Line of the file,Why it was refused\r\n'=Chief,,${bad},3,A new person needs a name.\r\n`,
  )
  const mended = readText(csv.replace("'=Chief,,", "'=Chief,Bad One,"))
  if (mended.status !== 'rows') throw new Error(mended.status)
  const again = await importPeople({ viewer, rows: mended.rows, locale: 'en', now: NOW })
  expect(countOutcomes(again)).toEqual({ created: 1, changed: 0, unchanged: 0, refused: 0 })
})

describe('a file that waits for its next step', () => {
  const bytes = Buffer.from('username,name\nann,Ann\n')
  const folder = () => path.join(process.env.DATA_DIR ?? '', 'people-files')

  test('is its sender’s alone, sealed, for an hour, and one at a time', async () => {
    const [viewer, other] = [await administrator(), await administrator()]
    const { token } = await keepUpload({ viewer, name: 'people.csv', bytes, now: NOW })
    const find = (who: Viewer, later = 0) => findUpload({ viewer: who, token, now: NOW + later })
    expect(await find(viewer)).toMatchObject({ name: 'people.csv', result: null })
    expect(Buffer.from((await find(viewer))?.bytes ?? '').equals(bytes)).toBe(true)
    expect(await find(other)).toBeNull()
    expect(await find(viewer, 60 * 60 * 1000)).toBeNull()
    for (const name of readdirSync(folder())) {
      expect(statSync(path.join(folder(), name)).mode & 0o777).toBe(0o600)
    }
    const files = readdirSync(folder()).length
    await keepUpload({ viewer, name: 'newer.csv', bytes, now: NOW })
    expect(await find(viewer)).toBeNull()
    expect(readdirSync(folder())).toHaveLength(files)
  })

  test('is deleted when its time is over', async () => {
    const viewer = await administrator()
    await keepUpload({ viewer, name: 'people.csv', bytes, now: Date.now() })
    await forgetUploads({ now: Date.now() })
    expect(readdirSync(folder()).length).toBeGreaterThan(0)
    await forgetUploads({ now: Date.now() + 61 * 60 * 1000 })
    expect(readdirSync(folder())).toEqual([])
  })

  test('tells what was done with it, also after it was done twice at once', async () => {
    const viewer = await administrator()
    const username = fresh()
    const { token } = await keepUpload({
      viewer,
      name: 'people.csv',
      bytes: Buffer.from(`username,name\n${username},Ann\n`),
      now: NOW,
    })
    const asked = { viewer, token, letters: null, heading, locale: 'en', now: NOW }
    const steps = [await findImportStep(asked), await findImportStep(asked)]
    for (const found of steps) {
      if (found.step !== 'rehearsal') throw new Error(found.step)
      const result = await importPeople({ viewer, rows: found.file.rows, locale: 'en', now: NOW })
      await keepResult({ viewer, upload: found.upload, result, now: NOW })
    }
    const after = await findImportStep(asked)
    expect(after).toMatchObject({ step: 'done', planned: [{ outcome: 'created' }] })
  })
})
