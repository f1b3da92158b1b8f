import type { agency } from '#db/schema/identity.ts'
import type { Chance } from './demo-chance.ts'
import { type DemoAgency, demoAgencies, demoParts } from './demo-people.ts'

/** An agency or a part of one, with the names of the people who work there. */
export type DemoEmployer = DemoAgency & { id: string; path: string }

/** The agencies of the demonstration with their parts, as rows that may be inserted in their order, and as employers. */
export function planTree(
  founded: number,
  chance: Chance,
): { rows: (typeof agency.$inferInsert)[]; employers: DemoEmployer[] } {
  const rows: (typeof agency.$inferInsert)[] = []
  const employers = demoAgencies.flatMap((sample) => {
    const add = (name: string, parent: { id: string; path: string } | null): DemoEmployer => {
      const id = chance.id(founded)
      const path = `${parent?.path ?? '/'}${id}/`
      const { countryCode } = sample
      rows.push({ id, countryCode, name, parentId: parent?.id ?? null, path, createdAt: founded })
      return { ...sample, name, id, path }
    }
    const whole = add(sample.name, null)
    return [whole, ...demoParts.map((part) => add(part, whole))]
  })
  return { rows, employers }
}
