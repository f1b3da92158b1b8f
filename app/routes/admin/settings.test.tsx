import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { desc, eq } from 'drizzle-orm'
import { findSettings } from '#app/identity/settings/settings-queries.server.ts'
import { unseal } from '#app/secrets/seal.server.ts'
import { reader, write } from '#db/client.server.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { account } from '#db/schema/identity.ts'
import { mailMessage } from '#db/schema/mail.ts'
import { jobRun, platformSetting } from '#db/schema/platform.ts'
import { insertAccount } from '#db/seed/identity.ts'
import { siteOf } from '../../../tests/visit-pages.tsx'
import * as settings from './settings.tsx'

const mail = vi.hoisted(() => ({ works: true }))
vi.mock('#app/mail/mail-server.server.ts', () => ({ mailServer: () => (mail.works ? { host: 'mail.test' } : null) }))

const site = siteOf({ '/admin/settings': settings })
let administrator: ReturnType<typeof site>
let accountId = ''

beforeAll(async () => {
  const made = await write((tx) => insertAccount({ email: 'amina@police.example' }, tx))
  accountId = made.id
  administrator = site(accountId, [{ role: 'administrator', scopeKind: 'platform', scopeId: '' }])
})
beforeEach(() => {
  mail.works = true
})
afterEach(() =>
  write(async (tx) => {
    await tx.delete(platformSetting)
    await tx.delete(mailMessage)
    await tx.delete(jobRun)
  }),
)

/** What the form sends when some fields are filled in anew. */
const form = (fields: Record<string, string> = {}, roles: readonly string[] = []) => {
  const body = new URLSearchParams({
    intent: 'settings',
    registration: 'open',
    registrationDomains: '',
    sharedIdleMinutes: '20',
    sharedMostHours: '10',
    ownIdleDays: '30',
    ownMostDays: '90',
    invitationDays: '14',
    cardDays: '30',
    controller: '',
    erasureDelayDays: '14',
    inactiveMonths: '0',
    auditMonths: '24',
    ...fields,
  })
  for (const role of roles) body.append('secondFactorRoles', role)
  return body.toString()
}

test('only administrators of the whole platform see or change settings', async () => {
  const others = [
    { role: 'administrator', scopeKind: 'country', scopeId: 'KE' },
    { role: 'manager', scopeKind: 'platform', scopeId: '' },
  ] as const
  for (const grant of others) {
    const person = site(accountId, [grant])
    expect((await person.visit('/admin/settings')).status).toBe(403)
    expect((await person.post('/admin/settings', form({ cardDays: '1' }))).status).toBe(403)
  }
  expect((await site(null).visit('/admin/settings')).location).toBe('/sign-in?next=%2Fadmin%2Fsettings')
  expect((await findSettings()).cardDays).toBe(30)
})

test('what is changed is kept, and the audit log names it without its value', async () => {
  const body = form({ cardDays: '7', controller: 'Ministry of Interior' }, ['administrator'])
  expect((await administrator.post('/admin/settings', body)).location).toBe('/admin/settings')
  expect(await findSettings()).toMatchObject({
    cardDays: 7,
    controller: 'Ministry of Interior',
    secondFactorRoles: ['administrator'],
    invitationDays: 14,
  })
  const [entry] = await reader.select().from(auditEntry).orderBy(desc(auditEntry.sequence)).limit(1)
  expect(entry).toMatchObject({ action: 'settings-changed', actorId: accountId, subjectKind: 'platform' })
  expect(JSON.parse(entry?.content ?? '')).toMatchObject({
    facts: { names: ['secondFactorRoles', 'cardDays', 'controller'] },
  })
  const { html } = await administrator.visit('/admin/settings')
  expect(html).toMatch(/name="cardDays"[^>]*value="7"|value="7"[^>]*name="cardDays"/)
})

test('saving what is set already changes nothing and writes nothing down', async () => {
  const entries = await reader.$count(auditEntry)
  expect((await administrator.post('/admin/settings', form())).location).toBe('/admin/settings')
  expect(await reader.$count(auditEntry)).toBe(entries)
  expect(await reader.$count(platformSetting)).toBe(0)
})

test('what is wrong is told at the field, what was typed is kept, and nothing is saved', async () => {
  const body = form({ cardDays: 'many', registrationDomains: 'police', controller: 'Ministry' }, ['manager'])
  const { status, html } = await administrator.post('/admin/settings', body)
  expect(status).toBe(422)
  expect(html).toContain('href="#field-cardDays"')
  expect(html).toContain('href="#field-registrationDomains"')
  expect(html).toMatch(/value="many"/)
  expect(html).toContain('>police</textarea>')
  expect(html).toMatch(/value="manager"[^>]*checked|checked[^>]*value="manager"/)
  expect(await reader.$count(platformSetting)).toBe(0)
})

test('registration by mail domain needs a mail server when it is chosen, not for ever after', async () => {
  const chosen = { registration: 'domains', registrationDomains: 'police.example' }
  mail.works = false
  const refused = await administrator.post('/admin/settings', form(chosen))
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('No mail can be sent from here, so that nobody could register by mail domain. Choose')
  expect((await findSettings()).registration).toBe('open')
  mail.works = true
  expect((await administrator.post('/admin/settings', form(chosen))).status).toBe(302)
  mail.works = false
  expect((await administrator.post('/admin/settings', form({ ...chosen, cardDays: '8' }))).status).toBe(302)
  expect(await findSettings()).toMatchObject({ registration: 'domains', cardDays: 8 })
})

test('a test mail goes to the address of whoever asks, and nowhere else', async () => {
  const body = 'intent=test-mail&to=other%40police.example'
  expect((await administrator.post('/admin/settings', body)).location).toBe('/admin/settings')
  const [row] = await reader.select().from(mailMessage)
  expect(JSON.parse(unseal(row?.sealed ?? '', 'mail') ?? '')).toMatchObject({ to: 'amina@police.example' })
  expect((await administrator.visit('/admin/settings')).html).toContain('A test mail goes to amina@police.example.')
})

test('without a mail server or an address there is no such button, and nothing is sent', async () => {
  mail.works = false
  expect((await administrator.visit('/admin/settings')).html).not.toContain('Send a test mail')
  expect((await administrator.post('/admin/settings', 'intent=test-mail')).status).toBe(400)
  mail.works = true
  await write((tx) => tx.update(account).set({ email: null }).where(eq(account.id, accountId)))
  expect((await administrator.visit('/admin/settings')).html).not.toContain('value="test-mail"')
  expect((await administrator.post('/admin/settings', 'intent=test-mail')).status).toBe(400)
  expect(await reader.$count(mailMessage)).toBe(0)
  await write((tx) => tx.update(account).set({ email: 'amina@police.example' }).where(eq(account.id, accountId)))
})

test('the page tells how mail and jobs fare', async () => {
  const now = Date.now()
  await write(async (tx) => {
    await tx.insert(mailMessage).values([
      { id: 'a', sealed: '', createdAt: now, nextAttemptAt: now, lastError: '421 <b>busy</b>' },
      { id: 'b', sealed: '', createdAt: now, sentAt: now },
    ])
    await tx.insert(jobRun).values([
      { name: 'mail', startedAt: now, finishedAt: now, fault: null },
      { name: 'housekeeping', startedAt: now, finishedAt: now, fault: 'the disk is full' },
      { name: 'dusting', startedAt: now, finishedAt: null },
    ])
  })
  const { html } = await administrator.visit('/admin/settings')
  expect(html).toContain('421 &lt;b&gt;busy&lt;/b&gt;')
  expect(html).toContain('the disk is full')
  expect(html).toContain('Send mail that waits')
  expect(html).toContain('dusting')
  expect(html).toContain('Under way')
})
