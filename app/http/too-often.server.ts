import { data } from '@remix-run/node'
import { minutesUntil } from '#app/identity/sign-in/sign-in-limit.ts'

/** The answer to who must wait: the page says how long, in whole minutes, and keeps what was `typed`. Times in milliseconds UTC. */
export function tooOften({
  retryAt,
  now,
  typed = {},
}: {
  retryAt: number
  now: number
  typed?: Record<string, string>
}) {
  const minutes = minutesUntil(retryAt, now)
  return data(
    { status: 'too-many' as const, minutes, typed },
    { status: 429, headers: { 'Retry-After': String(minutes * 60) } },
  )
}
