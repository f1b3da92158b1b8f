import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { reader, write } from './client.server.ts'
import { newId } from './ids.ts'
import { agency } from './schema/identity.ts'

const anAgency = (name: string) => ({ id: newId(), countryCode: 'KE', name, createdAt: 0 })
const names = async () => (await reader.select({ name: agency.name }).from(agency)).map((row) => row.name)

describe('write', () => {
  test('keeps nothing of a change that fails half way', async () => {
    const failing = write(async (tx) => {
      await tx.insert(agency).values(anAgency('half'))
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await names()).not.toContain('half')
  })

  test('runs two changes begun at once one after the other, never mixed', async () => {
    const seen: string[] = []
    const change = (name: string, fails: boolean) =>
      write(async (tx) => {
        seen.push(`${name} begins`)
        await tx.insert(agency).values(anAgency(`${name} 1`))
        await new Promise((resolve) => setTimeout(resolve, 20))
        await tx.insert(agency).values(anAgency(`${name} 2`))
        seen.push(`${name} ends`)
        if (fails) throw new Error(name)
      })
    const [first, second] = await Promise.allSettled([change('first', true), change('second', false)])
    expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    expect(await names()).toEqual(expect.arrayContaining(['second 1', 'second 2']))
    expect(await names()).not.toEqual(expect.arrayContaining(['first 1']))
  })

  test('is not seen by readers before it is whole', async () => {
    await write(async (tx) => {
      await tx.insert(agency).values(anAgency('unseen'))
      expect(await names()).not.toContain('unseen')
    })
    expect(await names()).toContain('unseen')
  })

  test('refuses to begin inside another change instead of waiting for itself', async () => {
    await expect(write(async () => write(async () => undefined))).rejects.toThrow('pass the transaction on')
  })

  test('a reader cannot change anything', async () => {
    const db = reader as unknown as { delete?: unknown }
    expect(db.delete).toBeUndefined()
    expect(await reader.select().from(agency).where(eq(agency.name, 'none'))).toEqual([])
  })
})
