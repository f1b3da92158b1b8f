import { type AppLoadContext, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.ts'
import { enterAnswer } from '#app/http/enter.server.ts'
import { flash } from '#app/http/flash.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, safePath } from '#app/http/require-viewer.server.ts'
import { backAddress, failedAnswer, logOmissions, thingExists } from '#app/http/single-sign-on.server.ts'
import { titleOf } from '#app/http/title.ts'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { clearStep } from '#app/identity/sign-in/sign-in-step.server.ts'
import { admitIdentity } from '#app/identity/single-sign-on/admit-identity.server.ts'
import { confirmWithIdentity } from '#app/identity/single-sign-on/confirm-with-identity.server.ts'
import {
  type Begun,
  finishSingleSignOn,
  type ProvenIdentity,
} from '#app/identity/single-sign-on/finish-single-sign-on.server.ts'
import { linkIdentity } from '#app/identity/single-sign-on/link-identity.server.ts'
import type { Provider } from '#app/identity/single-sign-on/provider.ts'
import { findProvider } from '#app/identity/single-sign-on/provider-file.server.ts'
import type { SingleSignOnFault } from '#app/identity/single-sign-on/single-sign-on-fault.ts'
import { SingleSignOnFailed } from '#app/identity/ui/single-sign-on-failed.tsx'

export const meta = titleOf

/** The way back from a provider. Only a page when that came to nothing. */
export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const provider = findProvider(params.provider ?? '')
  if (!provider) throw new NotFound()
  const result = await finishSingleSignOn({
    provider,
    answer: new URL(request.url).searchParams,
    redirectUri: backAddress(request, provider.id),
    cookieHeader: request.headers.get('Cookie'),
    secure: context.secure,
    now: Date.now(),
  })
  if (result.status !== 'proven') {
    const begun = result.status === 'expired' ? null : result.begun
    const detail = result.status === 'expired' ? null : result.detail
    return await failedAnswer({ context, provider, fault: result.status, detail, begun })
  }
  const { begun, identity } = result
  const outcome = await ends[begun.purpose]({ request, context, provider, begun, identity })
  if (outcome instanceof Response) throw outcome
  return await failedAnswer({ context, provider, fault: outcome, begun })
})

type Proven = {
  request: Request
  context: AppLoadContext
  provider: Provider
  begun: Begun
  identity: ProvenIdentity
}

const ends: Record<Begun['purpose'], (proven: Proven) => Promise<Response | SingleSignOnFault>> = {
  'sign-in': signIn,
  link,
  confirm,
}

async function signIn({ request, context, provider, begun, identity }: Proven): Promise<Response | SingleSignOnFault> {
  const now = Date.now()
  const admitted = await admitIdentity({ provider, identity, thingExists, now })
  if (admitted.status !== 'admitted') return 'no-account'
  logOmissions(provider.id, admitted.omissions)
  const answer = await enterAnswer({
    request,
    context,
    accountId: admitted.accountId,
    way: 'single-sign-on',
    secondFactor: admitted.secondFactor,
    kind: begun.kind,
    next: begun.next,
    now,
    headers: [['Set-Cookie', clearStep('single-sign-on', context.secure)]],
  })
  return answer ?? 'no-account'
}

async function link({ context, begun, identity }: Proven): Promise<Response | SingleSignOnFault> {
  const viewer = await context.viewer()
  if (!viewer || viewer.accountId !== begun.accountId) return 'expired'
  await requireRecent(context, 'sends')
  const { status } = await linkIdentity({ viewer, identity, now: Date.now() })
  if (status === 'taken' || status === 'another') return status
  const message: MessageKey = status === 'linked' ? 'singleSignOn.linked.done' : 'singleSignOn.linked.already'
  return redirect('/account/security', { headers: await flash(context, message) })
}

async function confirm({ context, provider, begun, identity }: Proven): Promise<Response | SingleSignOnFault> {
  const viewer = await context.viewer()
  const session = await context.session()
  if (!viewer || !session || viewer.accountId !== begun.accountId) return 'expired'
  const result = await confirmWithIdentity({
    viewer,
    handle: session.handle,
    provider,
    identity,
    begunAt: begun.begunAt,
    secure: context.secure,
    now: Date.now(),
  })
  if (result.status !== 'confirmed') return result.status
  context.setCookies.push(result.setCookie)
  return redirect(safePath(begun.next, '/account'))
}

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

export default function SingleSignOnBackPage() {
  return <SingleSignOnFailed {...useLoaderData<typeof loader>()} />
}
