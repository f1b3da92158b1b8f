import { countOwnWork, ownWork } from '#app/assessment/own-work-queries.server.ts'
import type { OwnDataPart } from '#app/identity/own-data/own-data.ts'
import { type OwnAccountView, viewOwnAccount } from '#app/identity/own-data/own-account-queries.server.ts'
import { ownIdentity } from '#app/identity/own-data/own-identity-queries.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { listOwnPlaces, type OwnPlace, ownPlaces } from '#app/programmes/own-places-queries.server.ts'
import { countOwnProgress, type OwnProgressFigures, ownProgress } from './own-progress-queries.server.ts'

/** Everything that is stored about the viewer, part by part; a part is read when it is asked for. */
export function ownDataParts({ viewer }: { viewer: Viewer }): OwnDataPart[] {
  return [...ownIdentity({ viewer }), ...ownPlaces({ viewer }), ...ownWork({ viewer }), ...ownProgress({ viewer })]
}

/** What is stored about the viewer, as their page tells it: facts and figures. */
export type OwnDataView = {
  account: OwnAccountView
  places: OwnPlace[]
  work: Awaited<ReturnType<typeof countOwnWork>>
  progress: OwnProgressFigures
}

export async function viewOwnData({ viewer, now }: { viewer: Viewer; now: number }): Promise<OwnDataView> {
  const [account, places, work, progress] = await Promise.all([
    viewOwnAccount({ viewer, now }),
    listOwnPlaces({ viewer }),
    countOwnWork({ viewer }),
    countOwnProgress({ viewer }),
  ])
  return { account, places, work, progress }
}
