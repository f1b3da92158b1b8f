import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { insertAccount } from './identity.ts'

/** An account of its own with these roles, as the person on whose behalf a test asks. */
export async function makeViewer(overrides: Parameters<typeof insertAccount>[0] = {}): Promise<Viewer> {
  const { id, username, displayName, locale } = await write((tx) => insertAccount(overrides, tx))
  const grants = (overrides.roles ?? []).map(({ role, scopeKind, scopeId }) => ({ role, scopeKind, scopeId }))
  return { accountId: id, username, displayName, locale, grants }
}
