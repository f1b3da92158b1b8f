import { and, isNull } from 'drizzle-orm'
import { account } from '#db/schema/identity.ts'

/** The condition that an account stands for a person: those that were erased, or merged into another, do not. */
export const isPresent = and(isNull(account.erasedAt), isNull(account.mergedIntoId))
