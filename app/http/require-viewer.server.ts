import { type AppLoadContext, redirect } from '@remix-run/node'
import { Forbidden } from '#app/errors.ts'
import { isRecent } from '#app/identity/sign-in/session-times.ts'
import type { Viewer } from '#app/identity/viewer.ts'

/** The person signed in; anyone else is sent to sign in and comes back to the page they asked for. */
export async function requireViewer(context: AppLoadContext): Promise<Viewer> {
  const viewer = await context.viewer()
  if (!viewer) throw redirect(`/sign-in?next=${encodeURIComponent(context.path)}`)
  return viewer
}

/** The person signed in, if `rule` allows them here. Throws Forbidden otherwise. */
export async function requireAllowed(context: AppLoadContext, rule: (viewer: Viewer) => boolean): Promise<Viewer> {
  const viewer = await requireViewer(context)
  if (rule(viewer)) return viewer
  // A role that waits for a second factor would open the page: say so, rather than that it is closed.
  if (viewer.withheld?.length) throw redirect('/account/security?needed')
  throw new Forbidden()
}

/** Requests whose action was let through: the page that answers it, with what was typed or shown once, is not asked again. */
const sending = new WeakSet<AppLoadContext>()

/**
 * Asks for a way in again unless one was shown lately in this session: what is behind a page or form like this one is
 * worth more than a browser that was left open. Loaders ask with 'opens'; actions with 'sends', which a form that was
 * opened in time always passes.
 */
export async function requireRecent(context: AppLoadContext, what: 'opens' | 'sends'): Promise<void> {
  const session = await context.session()
  if (sending.has(context) || (session && isRecent(session.authenticatedAt, Date.now(), what))) {
    if (what === 'sends') sending.add(context)
    return
  }
  throw redirect(`/confirm?next=${encodeURIComponent(context.path)}`)
}

/** `next` when it is a path of this site, else `fallback`: a link to us cannot send people elsewhere. */
export function safePath(next: string | null | undefined, fallback: string): string {
  if (!next || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return fallback
  const base = 'http://site.invalid'
  if (!URL.canParse(next, base)) return fallback
  const url = new URL(next, base)
  // "/.//elsewhere" is a path of this site, but as it is written after parsing, "//elsewhere", it is not.
  const isOurs = url.origin === base && !url.pathname.startsWith('//')
  return isOurs ? url.pathname + url.search + url.hash : fallback
}
