import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { NotFound } from '#app/errors.ts'
import { flash } from '#app/http/flash.server.ts'
import { readFields } from '#app/http/forms.server.ts'
import { handle } from '#app/http/handle.server.ts'
import { requireRecent, requireViewer } from '#app/http/require-viewer.server.ts'
import { unlinkIdentity } from '#app/identity/single-sign-on/unlink-identity.server.ts'

export const loader = () => redirect('/account/security')

export const action = handle(async ({ request, context }: ActionFunctionArgs) => {
  const viewer = await requireViewer(context)
  await requireRecent(context, 'sends')
  const issuer = (await readFields(request)).get('issuer')
  if (typeof issuer !== 'string') throw new NotFound()
  const { status } = await unlinkIdentity({ viewer, issuer, now: Date.now() })
  const message = status === 'unlinked' ? 'singleSignOn.linked.unlinked' : 'singleSignOn.linked.kept'
  return redirect('/account/security', { headers: await flash(context, message) })
})
