import { createCookie, type AppLoadContext, type Cookie } from '@remix-run/node'
import { z } from 'zod'
import { isMessageKey, type MessageKey } from '#app/i18n/catalogue.ts'
import { instanceSecret } from '#app/secrets/instance-secret.server.ts'

const known = new Map<boolean, Cookie>()

const cookieName = (secure: boolean) => `${secure ? '__Host-' : ''}flash`

/** Signed: nobody else makes this site say something to a person, or say it without its values. */
function signedCookie(secure: boolean): Cookie {
  let cookie = known.get(secure)
  if (!cookie) {
    const secrets = [instanceSecret().toString('base64url')]
    cookie = createCookie(cookieName(secure), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: 60,
      secure,
      secrets,
    })
    known.set(secure, cookie)
  }
  return cookie
}

const content = z.object({
  message: z.string().refine(isMessageKey),
  values: z.record(z.string(), z.union([z.string().max(200), z.number()])),
  tone: z.enum(['success', 'warning']).default('success'),
})

export type Flash = z.infer<typeof content>

/** A Set-Cookie header that shows a message on the next page, once. */
export async function flash(
  context: AppLoadContext,
  message: MessageKey,
  values: Record<string, string | number> = {},
  tone: Flash['tone'] = 'success',
): Promise<Record<'Set-Cookie', string>> {
  return { 'Set-Cookie': await signedCookie(context.secure).serialize({ message, values, tone }) }
}

/** The message left by the page before, and the header that takes it away. */
export async function readFlash(request: Request): Promise<{ flash: Flash | null; clear: string | null }> {
  const header = request.headers.get('Cookie')
  if (!header?.includes('flash=')) return { flash: null, clear: null }
  const cookie = signedCookie(header.includes(`${cookieName(true)}=`))
  const parsed = content.safeParse(await cookie.parse(header))
  return { flash: parsed.success ? parsed.data : null, clear: await cookie.serialize('', { maxAge: 0 }) }
}
