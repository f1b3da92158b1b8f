import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawOrder } from './draw-order.server.ts'
import { optionsToPlaces, placesToOptions } from './option-order.ts'

describe('the drawn order', () => {
  it('holds every option once', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.boolean(), (count, shuffle) => {
        const sorted = drawOrder({ count, shuffle }).sort((a, b) => a - b)
        expect(sorted).toEqual(Array.from({ length: count }, (_, index) => index))
      }),
    )
  })

  it('is the authored one without a shuffle', () => {
    expect(drawOrder({ count: 4, shuffle: false })).toEqual([0, 1, 2, 3])
  })

  it('puts each option at each place about equally often', () => {
    const seen = Array.from({ length: 4 }, () => [0, 0, 0, 0])
    for (let round = 0; round < 8000; round += 1) {
      for (const [place, option] of drawOrder({ count: 4, shuffle: true }).entries()) {
        const row = seen[place] as number[]
        row[option] = (row[option] as number) + 1
      }
    }
    // 2,000 are expected with a standard deviation of 39: nine of them away does not happen by chance.
    for (const count of seen.flat()) expect(Math.abs(count - 2000)).toBeLessThan(350)
  })
})

describe('places and options', () => {
  const drawn = fc
    .integer({ min: 1, max: 8 })
    .map((count) => drawOrder({ count, shuffle: true }))
    .chain((order) => fc.tuple(fc.constant(order), fc.subarray(order)))

  it('turn into each other without loss', () => {
    fc.assert(
      fc.property(drawn, ([order, options]) => {
        const places = optionsToPlaces(order, options)
        expect(placesToOptions(order, places)).toEqual([...options].sort((a, b) => a - b))
      }),
    )
  })

  it.each([[[3]], [[-1]], [[0.5]], [[Number.NaN]], [[0, 1e9]]])('refuse the places %j of three', (places) => {
    expect(placesToOptions([2, 0, 1], places)).toBeNull()
  })
})
