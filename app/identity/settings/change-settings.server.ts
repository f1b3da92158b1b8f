import { Forbidden } from '#app/errors.ts'
import { canSendMail } from '#app/mail/queue-mail.server.ts'
import { write } from '#db/client.server.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { recordAudit } from '../audit/record-audit.server.ts'
import { isAdministrator, type Viewer } from '../viewer.ts'
import { type PlatformSettings, type SettingName, settingNames } from './platform-settings.ts'
import { findSettings } from './settings-queries.server.ts'

/**
 * Sets what is given and leaves the rest. Gives the names of what is different now. Registration by mail domain is
 * refused while no mail can be sent: the address must be shown to be the person's.
 * Throws Forbidden unless an administrator of the platform asks.
 */
export async function changeSettings({
  viewer,
  settings,
  now,
}: {
  viewer: Viewer
  settings: Partial<PlatformSettings>
  now: number
}): Promise<{ status: 'changed'; changed: SettingName[] } | { status: 'mail-needed' }> {
  if (!isAdministrator(viewer)) throw new Forbidden()
  return await write(async (tx) => {
    const before = await findSettings(tx)
    const changed = settingNames.filter(
      (name) => settings[name] !== undefined && JSON.stringify(settings[name]) !== JSON.stringify(before[name]),
    )
    if (changed.includes('registration') && settings.registration === 'domains' && !canSendMail()) {
      return { status: 'mail-needed' }
    }
    for (const name of changed) {
      const row = { value: JSON.stringify(settings[name]), updatedAt: now }
      await tx
        .insert(platformSetting)
        .values({ name, ...row })
        .onConflictDoUpdate({ target: platformSetting.name, set: row })
    }
    if (changed.length > 0) {
      await recordAudit(
        {
          acts: [
            {
              action: 'settings-changed',
              actorId: viewer.accountId,
              subject: { kind: 'platform', id: '' },
              facts: { names: changed },
            },
          ],
          now,
        },
        tx,
      )
    }
    return { status: 'changed', changed }
  })
}
