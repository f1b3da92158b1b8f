import { createCookie, type AppLoadContext } from '@remix-run/node'
import { expect, test } from 'vitest'
import { flash, readFlash } from './flash.server.ts'

const context = { secure: false } as AppLoadContext
const asked = (cookie: string) => new Request('http://site.invalid/', { headers: { Cookie: cookie } })

test('a message is shown on the next page, and its cookie taken away', async () => {
  const header = await flash(context, 'learn.lesson.saved', { title: 'What vanishes first' })
  const { flash: shown, clear } = await readFlash(asked(header['Set-Cookie'].split(';', 1)[0] ?? ''))
  expect(shown).toEqual({
    message: 'learn.lesson.saved',
    values: { title: 'What vanishes first' },
    tone: 'success',
  })
  expect(clear).toContain('Max-Age=0')
})

test('a message that this site did not write is not shown, and taken away', async () => {
  const forged = await createCookie('flash').serialize({ message: 'learn.lesson.saved', values: {} })
  for (const cookie of [forged.split(';', 1)[0] ?? '', 'flash=%%%', 'flash=']) {
    const { flash: shown, clear } = await readFlash(asked(cookie))
    expect(shown, cookie).toBeNull()
    expect(clear, cookie).toContain('Max-Age=0')
  }
})

test('by HTTPS the cookie is named so that no other host can set it', async () => {
  const header = (await flash({ secure: true } as AppLoadContext, 'learn.lesson.saved', { title: 'x' }))['Set-Cookie']
  expect(header).toMatch(/^__Host-flash=\S+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const { flash: shown, clear } = await readFlash(asked(header.split(';', 1)[0] ?? ''))
  expect(shown?.message).toBe('learn.lesson.saved')
  expect(clear).toMatch(/^__Host-flash=; .*Secure/)
})
