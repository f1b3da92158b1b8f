import { pino } from 'pino'
import { parseEnv } from '#app/env.server.ts'

const settings = parseEnv(process.env)

/**
 * One JSON line an event, on standard output. No names, addresses, query strings or form content go in:
 * whoever can read the logs must not learn who took which course.
 */
export const logger = pino({
  // Settings that cannot be used are told of by the program that starts, not by what logs for it.
  level: settings.status === 'ok' ? settings.env.LOG_LEVEL : 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? { type: error.name, message: error.message, stack: error.stack }
        : { message: String(error) },
  },
})

/** Pages whose address holds what lets somebody in. */
const secretInPath = /^\/+(setup|welcome|reset|card|verify-email|register)\/+[^/]+/i

/** A path as it may be logged: no query, and nothing that identifies a person, an attempt or a link's secret. */
export function loggablePath(url: string): string {
  const path = url.split('?', 1)[0] ?? '/'
  return path
    .replace(secretInPath, (_path, page: string) => `/${page.toLowerCase()}/:token`)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, ':id')
    .slice(0, 200)
}
