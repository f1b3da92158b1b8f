import { expect, test } from 'vitest'
import { afterAnswer, workIsDone } from './after-answer.server.ts'

test('work is done after what follows it now, and waited for by whoever ends', async () => {
  const order: string[] = []
  afterAnswer(async () => {
    order.push('work')
  })
  order.push('answer')
  await workIsDone()
  expect(order).toEqual(['answer', 'work'])
})

test('work that fails harms nobody', async () => {
  afterAnswer(async () => {
    throw new Error('no')
  })
  await expect(workIsDone()).resolves.toBeUndefined()
})
