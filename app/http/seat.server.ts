import type { AppLoadContext } from '@remix-run/node'
import type { Seat } from '#app/assessment/conditions/seat.ts'

/** Where a request comes from, for the conditions of a quiz. */
export async function seatOf(context: AppLoadContext): Promise<Seat> {
  const session = await context.session()
  return { session: session?.handle ?? '', address: context.address }
}
