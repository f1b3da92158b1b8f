import type { MessageKey } from '#app/i18n/catalogue.ts'
import type { MessageValues } from '#app/i18n/translator.ts'
import type { PlatformSettings } from '../settings/platform-settings.ts'

export type PrivacyPoint = readonly [MessageKey, MessageValues?]

/** What the privacy page tells, by section: what is so under these settings, and nothing that is not. */
export function privacyPoints(settings: PlatformSettings): { title: MessageKey; points: PrivacyPoint[] }[] {
  return [
    {
      title: 'privacy.page.stored',
      points: [
        ['privacy.page.stored.account'],
        ['privacy.page.stored.password'],
        ['privacy.page.stored.factors'],
        ['privacy.page.stored.identity'],
        ['privacy.page.stored.roles'],
        ['privacy.page.stored.access'],
        ['privacy.page.stored.sessions'],
        ['privacy.page.stored.learning'],
        ['privacy.page.stored.examinations'],
        ['privacy.page.stored.extraTime'],
        ['privacy.page.stored.audit'],
        ['privacy.page.stored.mail'],
        ['privacy.page.stored.failures'],
      ],
    },
    {
      title: 'privacy.page.seen',
      points: [
        ['privacy.page.seen.you'],
        ['takeaway.privacy.notes'],
        ['competence.privacy'],
        ['privacy.page.seen.manager'],
        ['privacy.page.seen.supervisor'],
        ['privacy.page.seen.administrator'],
        ['privacy.page.seen.instructor'],
        ['privacy.page.seen.trainee'],
        ['privacy.page.seen.server'],
      ],
    },
    { title: 'privacy.page.long', points: timesOf(settings) },
    {
      title: 'privacy.page.never',
      points: [['privacy.page.never.thirdParty'], ['privacy.page.never.sent'], ['privacy.page.never.logs']],
    },
  ]
}

function timesOf(settings: PlatformSettings): PrivacyPoint[] {
  const { inactiveMonths, auditMonths } = settings
  return [
    ['privacy.page.long.account'],
    ['privacy.page.long.erasure', { days: settings.erasureDelayDays }],
    inactiveMonths > 0
      ? ['privacy.page.long.inactive', { months: inactiveMonths }]
      : ['privacy.page.long.neverInactive'],
    [
      'privacy.page.long.sessions',
      {
        ownIdle: settings.ownIdleDays,
        ownMost: settings.ownMostDays,
        sharedIdle: settings.sharedIdleMinutes,
        sharedMost: settings.sharedMostHours,
      },
    ],
    auditMonths > 0 ? ['privacy.page.long.audit', { months: auditMonths }] : ['privacy.page.long.auditForever'],
    ['privacy.page.long.access', { invitation: settings.invitationDays, card: settings.cardDays }],
    ['privacy.page.long.backups'],
  ]
}
