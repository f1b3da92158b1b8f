import { type CompiledDocument, type DocumentBlock, START_BLOCK } from '../document.ts'
import { longestRising } from './longest-run.ts'
import type { BlockChange } from './revision-change.ts'

/** What of a document is compared. `sections` (their running text) only helps to recognise a reworded section. */
export type ComparedDocument = Pick<CompiledDocument, 'blocks' | 'sections'>

type Pair = { before: DocumentBlock; after: DocumentBlock }

/** From this share of common words on, two sections are one that was reworded. */
const ALIKE = 0.6

/**
 * The blocks of a document that differ from the edition before, in the order of the new one, removed ones last.
 * A section is found again by its anchor, its text or, when both are new, by most of its words; anything else by its id.
 * Null when one of the documents comes from a compiler that told no blocks.
 */
export function compareBlocks(before: ComparedDocument, after: ComparedDocument): BlockChange[] | null {
  if (before.blocks.length === 0 || after.blocks.length === 0) return null
  const pairs = pairUp(before, after)
  const old = new Map(pairs.map((pair) => [pair.after, pair.before]))
  const kept = new Set(old.values())
  const moved = movedBlocks(pairs, before.blocks, after.blocks)
  const changes = after.blocks.flatMap((block): BlockChange[] => {
    const { id, kind, title } = block
    const previous = old.get(block)
    if (!previous) return [{ change: 'added', kind, id, title }]
    const line = { kind, id, title, ...(previous.title === title ? {} : { before: previous.title }) }
    if (previous.hash !== block.hash) return [{ change: 'changed', ...line }]
    if (previous.title !== title) return [{ change: 'renamed', ...line }]
    return moved.has(block) ? [{ change: 'moved', ...line }] : []
  })
  const removed = before.blocks.filter((block) => !kept.has(block))
  return [...changes, ...removed.map(({ kind, id, title }) => ({ change: 'removed' as const, kind, id, title }))]
}

/** The surest first: what stands under the same anchor unchanged, then the same text elsewhere, then the same anchor. */
function pairUp(before: ComparedDocument, after: ComparedDocument): Pair[] {
  const pairs: Pair[] = []
  const left = new Set(before.blocks)
  const open = new Set(after.blocks)
  const take = (isSame: (old: DocumentBlock, now: DocumentBlock) => boolean) => {
    for (const now of open) {
      const old = [...left].find((one) => one.kind === now.kind && isSame(one, now))
      if (!old) continue
      pairs.push({ before: old, after: now })
      left.delete(old)
      open.delete(now)
    }
  }
  const isSection = ({ kind }: DocumentBlock) => kind === 'section'
  const words = wordsOf(before, after)
  take((old, now) => old.id === now.id && (!isSection(now) || old.hash === now.hash))
  take((old, now) => isSection(now) && old.hash === now.hash && old.title === now.title)
  take((old, now) => isSection(now) && old.hash !== '' && old.hash === now.hash)
  take((old, now) => isSection(now) && old.id === now.id)
  take((old, now) => isSection(now) && likeness(words.before.get(old.id), words.after.get(now.id)) >= ALIKE)
  return pairs
}

function movedBlocks(
  pairs: readonly Pair[],
  before: readonly DocumentBlock[],
  after: readonly DocumentBlock[],
): Set<DocumentBlock> {
  const inOrder = [...pairs].sort((a, b) => after.indexOf(a.after) - after.indexOf(b.after))
  const still = longestRising(inOrder.map((pair) => before.indexOf(pair.before)))
  return new Set(inOrder.filter((_pair, index) => !still.has(index)).map((pair) => pair.after))
}

function wordsOf(before: ComparedDocument, after: ComparedDocument) {
  const bySection = ({ sections }: ComparedDocument) => {
    return new Map(sections.map(({ id, text }) => [id || START_BLOCK, new Set(text.toLowerCase().match(/\p{L}+/gu))]))
  }
  return { before: bySection(before), after: bySection(after) }
}

/** The share of all words that two texts have in common (Jaccard). */
function likeness(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): number {
  if (!one || !other || one.size + other.size === 0) return 0
  const common = [...one].filter((word) => other.has(word)).length
  return common / (one.size + other.size - common)
}
