import { type AppLoadContext, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BrokenRule, NotFound } from '#app/errors.ts'
import { handle } from '#app/http/handle.server.ts'
import { homePath } from '#app/http/home-path.ts'
import { requireRecent, requireViewer, safePath } from '#app/http/require-viewer.server.ts'
import { backAddress, failedAnswer } from '#app/http/single-sign-on.server.ts'
import { titleOf } from '#app/http/title.ts'
import { beginSingleSignOn } from '#app/identity/single-sign-on/begin-single-sign-on.server.ts'
import type { Purpose } from '#app/identity/single-sign-on/begun-single-sign-on.ts'
import { linkProof } from '#app/identity/single-sign-on/link-proof.server.ts'
import { isLinkedTo } from '#app/identity/single-sign-on/linked-identity-queries.server.ts'
import { findProvider } from '#app/identity/single-sign-on/provider-file.server.ts'
import { SingleSignOnFailed } from '#app/identity/ui/single-sign-on-failed.tsx'

export const meta = titleOf

/** The way out to a provider. Only a page when the provider cannot be reached. */
export const loader = handle(async ({ request, params, context }: LoaderFunctionArgs) => {
  const provider = findProvider(params.provider ?? '')
  if (!provider) throw new NotFound()
  const query = new URL(request.url).searchParams
  const { purpose, accountId } = await whatFor(query, provider.id, context)
  const kind = query.get('shared') === 'yes' ? 'shared' : 'own'
  const next = safePath(query.get('next'), '') || null
  const { secure } = context
  const redirectUri = backAddress(request, provider.id)
  const now = Date.now()
  const result = await beginSingleSignOn({ provider, purpose, accountId, redirectUri, kind, next, secure, now })
  if (result.status === 'begun') {
    throw redirect(result.address, { headers: { 'Set-Cookie': result.setCookie, 'Cache-Control': 'no-store' } })
  }
  return await failedAnswer({
    context,
    provider,
    fault: result.status,
    detail: result.detail,
    begun: { purpose, kind, next },
  })
})

async function whatFor(
  query: URLSearchParams,
  providerId: string,
  context: AppLoadContext,
): Promise<{ purpose: Purpose; accountId: string | null }> {
  if (query.has('link')) {
    const { accountId } = await requireViewer(context)
    await requireRecent(context, 'opens')
    const session = await context.session()
    const proof = linkProof({ handle: session?.handle ?? '', providerId })
    if (query.get('link') !== proof) throw new BrokenRule('A link that is not from the page of this session')
    return { purpose: 'link', accountId }
  }
  if (query.has('confirm')) {
    const viewer = await requireViewer(context)
    if (!(await isLinkedTo({ viewer, providerId }))) throw new NotFound()
    return { purpose: 'confirm', accountId: viewer.accountId }
  }
  const viewer = await context.viewer()
  if (viewer) throw redirect(safePath(query.get('next'), homePath(viewer)))
  return { purpose: 'sign-in', accountId: null }
}

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

export default function SingleSignOnPage() {
  return <SingleSignOnFailed {...useLoaderData<typeof loader>()} />
}
