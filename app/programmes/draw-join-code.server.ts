import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.server.ts'
import { cohort } from '#db/schema/programmes.ts'
import { makeJoinCode } from './join-code.ts'

/** A join code that no cohort has. `draw` gives a random whole number below its argument. */
export async function drawJoinCode(
  tx: Transaction,
  draw: (below: number) => number = (below) => randomInt(below),
): Promise<string> {
  for (;;) {
    const code = makeJoinCode(draw)
    const taken = await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.joinCode, code))
    if (taken.length === 0) return code
  }
}
