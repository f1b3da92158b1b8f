import type { Translate } from '#app/i18n/translator.ts'
import { recordAudit } from '#app/identity/audit/record-audit.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import { write } from '#db/client.server.ts'
import { ownDataParts } from './own-data-queries.server.ts'
import { writeOwnData } from './own-data-file.ts'

/**
 * Everything that is stored about the viewer, as the pieces of a JSON file (docs/own-data-file.md). That it was taken
 * along is recorded before the first of them. `now` in milliseconds UTC; `t` writes the guide within the file.
 */
export async function exportOwnData({
  viewer,
  t,
  now,
}: {
  viewer: Viewer
  t: Translate
  now: number
}): Promise<AsyncGenerator<string>> {
  const { accountId } = viewer
  await write((tx) =>
    recordAudit(
      {
        acts: [
          {
            action: 'own-data-exported',
            actorId: accountId,
            subject: { kind: 'account', id: accountId },
            facts: {},
          },
        ],
        now,
      },
      tx,
    ),
  )
  return writeOwnData({ parts: ownDataParts({ viewer }), now, t })
}
