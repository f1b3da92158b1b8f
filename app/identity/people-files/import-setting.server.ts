import { listNamedAgencies } from '../places/agency-queries.server.ts'
import type { Viewer } from '../viewer.ts'
import { agencyFinder } from './find-agency.ts'
import { countryFinder } from './find-country.ts'
import type { ImportSetting } from './import-world-queries.server.ts'

/** What holds for a whole file. Names of countries are read in `locale` and in English. */
export async function prepareImport({
  viewer,
  locale,
  now,
}: {
  viewer: Viewer
  locale: string
  now: number
}): Promise<ImportSetting> {
  return {
    viewer,
    findAgency: agencyFinder(await listNamedAgencies()),
    findCountry: countryFinder(['en', locale]),
    named: new Map(),
    now,
  }
}
