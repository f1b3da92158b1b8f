import type { PlatformSettings } from '../settings/platform-settings.ts'

/** `shared`: a computer that others use too. */
export type SessionKind = 'own' | 'shared'

type Times = Pick<PlatformSettings, 'sharedIdleMinutes' | 'sharedMostHours' | 'ownIdleDays' | 'ownMostDays'>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** When a session begun at `now` is over however much it is used; milliseconds UTC. */
export function endOfSession({ kind, settings, now }: { kind: SessionKind; settings: Times; now: number }): number {
  return now + (kind === 'shared' ? settings.sharedMostHours * HOUR : settings.ownMostDays * DAY)
}

/** Until when a session lasts that was used at `now`: as long as it may be idle, and never past its end. */
export function renewedUntil({
  kind,
  endsAt,
  settings,
  now,
}: {
  kind: SessionKind
  endsAt: number
  settings: Times
  now: number
}): number {
  return Math.min(endsAt, now + (kind === 'shared' ? settings.sharedIdleMinutes * MINUTE : settings.ownIdleDays * DAY))
}

/** Whether a visit at `now` is worth writing down: at most one a minute on a shared computer, one an hour elsewhere. */
export function isStale({ kind, lastSeenAt, now }: { kind: SessionKind; lastSeenAt: number; now: number }): boolean {
  return now - lastSeenAt >= (kind === 'shared' ? MINUTE : HOUR)
}

/** How long after showing who one is sensitive pages open without asking again. */
const RECENT = 30 * MINUTE

/** Longer than `RECENT`, so that a form that was opened in time can still be sent. */
const STILL_RECENT = 90 * MINUTE

/** Whether the person of a session has shown who they are lately enough to open (or, with a form already open, to send) something sensitive. */
export function isRecent(authenticatedAt: number, now: number, what: 'opens' | 'sends'): boolean {
  return now - authenticatedAt < (what === 'opens' ? RECENT : STILL_RECENT)
}
