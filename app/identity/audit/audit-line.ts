import type { Translator } from '#app/i18n/translator.ts'
import { readContent } from './audit-content.ts'
import { actionText, type AuditNames, factsText, kindLabels, namedKinds } from './audit-words.ts'
import type { SubjectKind } from './audit.ts'

/** An entry as it is stored, in the parts that words are made of. */
type Entry = {
  sequence: number
  at: number
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  content: string | null
  hash: string
}

/** Somebody or something named in a line; `href` where there is a page of it. */
export type Named = { text: string; href: string | null }

/** An entry of the audit log in plain words. */
export type AuditLine = {
  sequence: number
  time: string
  who: Named
  what: string
  details: string | null
  whom: Named
  where: string
  /** The beginning of its hash. */
  seal: string
}

/** How much of a hash tells entries apart at sight. */
const SEAL = 12

export function auditLine(entry: Entry, names: AuditNames, translator: Translator): AuditLine {
  const { t, exactTime } = translator
  const content = readContent(entry.content)
  const nowhere = content === null ? t('audit.where.gone') : t('audit.where.here')
  return {
    sequence: entry.sequence,
    time: exactTime(entry.at),
    who: actor(entry, content?.address ?? null, names, translator),
    what: actionText(entry.action, translator),
    details:
      content === null
        ? t('audit.what.gone')
        : factsText({ action: entry.action, facts: content.facts }, names, translator),
    whom: subject(entry, names, translator),
    where: content?.address ?? nowhere,
    seal: entry.hash.slice(0, SEAL),
  }
}

const person = (id: string, names: AuditNames): Named => ({
  text: names.account.get(id) ?? id,
  href: `/admin/people/${encodeURIComponent(id)}`,
})

function actor(entry: Entry, address: string | null, names: AuditNames, { t }: Translator): Named {
  if (entry.actorId !== null) return person(entry.actorId, names)
  if (entry.content === null) return { text: t('audit.who.unknown'), href: null }
  return { text: t(address === null ? 'audit.who.system' : 'audit.who.stranger'), href: null }
}

function subject({ subjectKind, subjectId }: Entry, names: AuditNames, { t }: Translator): Named {
  if (subjectKind === 'account') {
    return subjectId === '' ? { text: t('audit.whom.nobody'), href: null } : person(subjectId, names)
  }
  const kind = namedKinds.find((one) => one === subjectKind)
  const name = kind && names[kind].get(subjectId)
  const label = Object.hasOwn(kindLabels, subjectKind) ? t(kindLabels[subjectKind as SubjectKind]) : subjectKind
  return { text: name ?? (subjectId === '' ? label : `${label} (${subjectId})`), href: null }
}
