import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { BrokenRule, Forbidden, NotFound } from '#app/errors.ts'

const statusOf = [
  [NotFound, 404],
  [Forbidden, 403],
  [BrokenRule, 400],
] as const

/**
 * Wraps a loader or action: the domain's own errors become the answers that browsers know.
 * Any other error is a bug and rises to the error page.
 */
export function handle<Args extends LoaderFunctionArgs | ActionFunctionArgs, Result>(
  work: (args: Args) => Promise<Result>,
): (args: Args) => Promise<Result> {
  return async (args) => {
    try {
      return await work(args)
    } catch (error) {
      for (const [kind, status] of statusOf) {
        if (error instanceof kind) throw new Response(null, { status })
      }
      throw error
    }
  }
}
