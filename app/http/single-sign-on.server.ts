import { type AppLoadContext, data } from '@remix-run/node'
import { findCourseById } from '#app/content/course-queries.server.ts'
import type { SecondFactors } from '#app/identity/second-factor/second-factors.ts'
import type { Purpose } from '#app/identity/single-sign-on/begun-single-sign-on.ts'
import type { ThingExists } from '#app/identity/single-sign-on/follow-claims.server.ts'
import { linkProof } from '#app/identity/single-sign-on/link-proof.server.ts'
import {
  listConfirmingProviders,
  listLinkedIdentities,
  listShownProviders,
} from '#app/identity/single-sign-on/linked-identity-queries.server.ts'
import type { ShownProvider } from '#app/identity/single-sign-on/provider.ts'
import type { SingleSignOnFault } from '#app/identity/single-sign-on/single-sign-on-fault.ts'
import type { SessionKind } from '#app/identity/sign-in/session-times.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { programmeOrCohortExists } from '#app/programmes/existing-programmes-queries.server.ts'
import { logger } from '#app/serve/log.server.ts'
import { homePath } from './home-path.ts'
import { safePath } from './require-viewer.server.ts'

/** Where providers send people back to: what an administrator registers there. */
export function backAddress(request: Request, providerId: string): string {
  return new URL(`/sign-in/with/${providerId}/back`, request.url).href
}

/** Where a way out to a provider begins. */
export function beginPath(providerId: string, query: Record<string, string | null> = {}): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)
  const search = new URLSearchParams(given).toString()
  return `/sign-in/with/${providerId}${search && `?${search}`}`
}

/** What the page of signing in offers beside the password; `next` is where the person wants to go. */
export function signInLinks(next: string | null): { name: string; href: string; sharedHref: string }[] {
  const wanted = safePath(next, '') || null
  return listShownProviders().map(({ id, name }) => ({
    name,
    href: beginPath(id, { next: wanted }),
    sharedHref: beginPath(id, { next: wanted, shared: 'yes' }),
  }))
}

/** The providers at which the viewer can show again who they are, and come back to `next`. */
export async function confirmLinks({
  viewer,
  factors,
  next,
}: {
  viewer: Viewer
  factors: SecondFactors
  next: string
}): Promise<{ name: string; href: string }[]> {
  const providers = await listConfirmingProviders({ viewer, factors })
  return providers.map(({ id, name }) => ({ name, href: beginPath(id, { confirm: 'yes', next }) }))
}

/** What the page of one's security shows of identities elsewhere. */
export async function loadLinkedIdentities(context: AppLoadContext, viewer: Viewer) {
  const session = await context.session()
  const { identities, linkable } = await listLinkedIdentities({ viewer })
  return {
    identities,
    linkable: linkable.map(({ id, name }) => ({
      name,
      href: beginPath(id, { link: linkProof({ handle: session?.handle ?? '', providerId: id }) }),
    })),
  }
}

/** Courses, programmes and cohorts that claims may give roles over; identity does not know these domains. */
export const thingExists: ThingExists = async ({ scopeKind, scopeId }) => {
  if (scopeKind === 'course') return (await findCourseById(scopeId)) !== null
  if (scopeKind === 'programme' || scopeKind === 'cohort')
    return programmeOrCohortExists({ kind: scopeKind, id: scopeId })
  return false
}

const statusOf: Record<SingleSignOnFault, number> = {
  expired: 400,
  declined: 400,
  'no-account': 403,
  'another-person': 403,
  'no-second-factor': 403,
  taken: 409,
  another: 409,
  unavailable: 502,
  untrusted: 502,
  'not-asked': 502,
}

/**
 * The answer when a provider did not let somebody in: why, and how to go on. `begun` is what was asked of the provider,
 * null when that is not known. The log learns of providers, not of people.
 */
export async function failedAnswer({
  context,
  provider: { id, name },
  fault,
  detail = null,
  begun,
}: {
  context: AppLoadContext
  provider: ShownProvider
  fault: SingleSignOnFault
  detail?: string | null
  begun: { purpose: Purpose; kind: SessionKind; next: string | null } | null
}) {
  const status = statusOf[fault]
  if (status >= 500) logger.warn({ provider: id, fault, detail }, 'single sign-on failed at the provider')
  const { t } = await context.translator()
  const viewer = await context.viewer()
  const next = begun?.next ?? null
  const security = { label: t('singleSignOn.toSecurity'), href: '/account/security' }
  const signIn = { label: t('singleSignOn.otherWays'), href: withNext('/sign-in', next) }
  const again = (href: string) => ({ label: t('singleSignOn.tryAgain'), href })
  const ways = {
    'sign-in': () => [again(beginPath(id, { next, shared: begun?.kind === 'shared' ? 'yes' : null })), signIn],
    link: () => [security],
    confirm: () => [again(withNext('/confirm', next))],
    unknown: () => (viewer ? [{ label: t('singleSignOn.goOn'), href: homePath(viewer) }] : [signIn]),
  }[begun?.purpose ?? 'unknown']()
  return data(
    {
      title: t(`singleSignOn.faultTitle.${fault}`, { name }),
      text: t(`singleSignOn.faultText.${fault}`, { name }),
      ways,
    },
    { status, headers: { 'Cache-Control': 'no-store' } },
  )
}

const withNext = (path: string, next: string | null) => (next ? `${path}?next=${encodeURIComponent(next)}` : path)

/** Tells the log what the configuration of a provider asks for that could not be done. */
export function logOmissions(providerId: string, omissions: readonly object[]): void {
  if (omissions.length === 0) return
  logger.warn({ provider: providerId, omissions }, 'a mapping of single sign-on could not be followed')
}
