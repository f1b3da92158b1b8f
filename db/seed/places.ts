import type { Transaction } from '#db/client.server.ts'
import { insertAgency } from './identity.ts'

/**
 * Agencies to try rules of places with: in Kenya a police with a criminal department, which has a laboratory, and a navy
 * beside it; in Uganda a police.
 */
export async function insertSamplePlaces(tx: Transaction) {
  const police = await insertAgency({ name: 'Police' }, tx)
  const below = async (parent: { id: string; path: string }, id: string, name: string) =>
    await insertAgency({ id, name, parentId: parent.id, path: `${parent.path}${id}/` }, tx)
  const cid = await below(police, `${police.id}-cid`, 'Criminal department')
  const lab = await below(cid, `${police.id}-lab`, 'Laboratory')
  const navy = await insertAgency({ name: 'Navy' }, tx)
  const abroad = await insertAgency({ name: 'Police of Uganda', countryCode: 'UG' }, tx)
  return { police, cid, lab, navy, abroad }
}
