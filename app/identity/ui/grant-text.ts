import type { Translate } from '#app/i18n/translator.ts'
import type { Grant, ScopeKind } from '../viewer.ts'

/** Names of what roles are held over, by id. Those of later domains are theirs to know, so the route brings them. */
export type ScopeNames = Record<Exclude<ScopeKind, 'platform'>, Record<string, string>>

/** What a grant is held over, in words; the id where the name is not known. */
export function scopeText({ scopeKind, scopeId }: Grant, names: ScopeNames, t: Translate): string {
  if (scopeKind === 'platform') return t('identity.grant.platform')
  return t(`identity.grant.${scopeKind}`, { name: names[scopeKind][scopeId] ?? scopeId })
}
