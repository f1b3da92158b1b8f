import { asc } from 'drizzle-orm'
import { unseal } from '#app/secrets/seal.server.ts'
import { reader } from '#db/client.server.ts'
import { mailMessage } from '#db/schema/mail.ts'

/** For tests: the letters that wait to be sent to an address, in their order. */
export async function readLetters(to: string): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await reader.select().from(mailMessage).orderBy(asc(mailMessage.id))
  return rows
    .map(({ sealed }) => JSON.parse(unseal(sealed, 'mail') ?? '{}') as { to: string; subject: string; text: string })
    .filter((letter) => letter.to === to)
}
