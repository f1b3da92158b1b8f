import { v7 } from 'uuid'

/** Chance that can be repeated: the same seed gives the same draws in the same order. */
export type Chance = {
  /** 0 up to but not including 1. */
  next: () => number
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number
  /** True in `share` of the draws. */
  happens: (share: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  /** An id such as `newId()` gives, made at `time` (milliseconds UTC). */
  id: (time: number) => string
}

/** Mulberry32 by Tommy Ettinger (public domain): plenty for invented people, useless for secrets. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    happens: (share) => next() < share,
    pick: <Item>(items: readonly Item[]) => items[between(0, items.length - 1)] as Item,
    id: (time) => v7({ msecs: Math.trunc(time), random: Uint8Array.from({ length: 16 }, () => between(0, 255)) }),
  }
}
