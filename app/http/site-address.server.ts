import { env } from '#app/env.server.ts'

/** Where people reach this site, without a slash at the end: as configured, else as this request reached us. */
export function siteAddress(request: Request): string {
  return (env().PUBLIC_URL ?? new URL(request.url).origin).replace(/\/+$/, '')
}
