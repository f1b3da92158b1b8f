import { prepared, type Reader, reader } from '#db/client.server.ts'
import { platformSetting } from '#db/schema/platform.ts'
import { type PlatformSettings, readSetting, settingNames } from './platform-settings.ts'

const stored = prepared((db) =>
  db.select({ name: platformSetting.name, value: platformSetting.value }).from(platformSetting),
)

/** Every setting of the platform, in one query. */
export async function findSettings(db: Reader = reader): Promise<PlatformSettings> {
  const rows = await stored.all({}, db)
  const values = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    settingNames.map((name) => [name, readSetting(name, values.get(name) ?? null)]),
  ) as PlatformSettings
}
