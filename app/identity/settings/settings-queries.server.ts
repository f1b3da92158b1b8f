import { type Reader, reader } from '#db/client.server.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { type PlatformSettings, readSetting, settingNames } from './platform-settings.ts'

/** Every setting of the platform, in one query. */
export async function findSettings(db: Pick<Reader, 'select'> = reader): Promise<PlatformSettings> {
  const rows = await db.select({ name: platformSetting.name, value: platformSetting.value }).from(platformSetting)
  const stored = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    settingNames.map((name) => [name, readSetting(name, stored.get(name) ?? null)]),
  ) as PlatformSettings
}
