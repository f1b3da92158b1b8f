import type { DocumentBlock } from '../document.ts'

/** A section or a component of a lesson or quiz that differs between two editions. */
export type BlockChange = {
  /** `renamed`: the same text under another heading. `moved`: the same text in another place. */
  change: 'added' | 'removed' | 'changed' | 'renamed' | 'moved'
  kind: DocumentBlock['kind']
  /** In the newer edition, of what is removed in the older: of a section the anchor, of anything else its own id. */
  id: string
  title: string
  /** The title in the older edition, where it was another. */
  before?: string
}

/** What of a lesson or quiz beside its text differs. Where there are values, in the older and the newer edition. */
export type FieldChange =
  | { field: 'title' | 'address'; before: string; after: string }
  | { field: 'minutes' | 'passMark'; before: number; after: number }
  | { field: 'summary' | 'settings' }

/** One line of "what changed against the edition before". */
export type RevisionChange = {
  change: 'added' | 'removed' | 'changed' | 'moved'
  kind: 'lesson' | 'quiz'
  id: string
  title: string
  /** Of what is changed. Revisions published before it was told have none. */
  fields?: readonly FieldChange[]
  /** Of what is changed: empty when the text is the same, not there when it is not known what of it differs. */
  blocks?: readonly BlockChange[]
}

/**
 * Whether a reader would notice: a changed text, title or pass mark. Another order, address or stated time is for
 * the list of instructors only, and so is an edit of the file that leaves every block as it was.
 */
export function isFelt({ change, fields = [], blocks }: RevisionChange): boolean {
  if (change !== 'changed') return change !== 'moved'
  if (fields.some(({ field }) => field === 'title' || field === 'passMark')) return true
  return !blocks || blocks.some((block) => block.change !== 'moved')
}

/**
 * What several editions changed taken together, `changes` oldest first: what was added and removed again is nothing,
 * what was removed and added again is changed. Details of several changes of one thing are not put together.
 */
export function foldChanges(changes: readonly RevisionChange[]): RevisionChange[] {
  const net = new Map<string, RevisionChange>()
  for (const change of changes) {
    const before = net.get(change.id)
    const now = before ? folded(before, change) : change
    // Set anew, so that the order is that of the last change.
    net.delete(change.id)
    if (now) net.set(change.id, now)
  }
  return [...net.values()]
}

function folded(
  before: RevisionChange,
  { change, kind, id, title, ...details }: RevisionChange,
): RevisionChange | null {
  const line = { kind, id, title }
  if (change === 'removed') return before.change === 'added' ? null : { change, ...line }
  if (before.change === 'added') return { change: 'added', ...line }
  if (change === 'added' || before.change === 'removed') return { change: 'changed', ...line }
  if (before.change === 'moved') return { change, ...line, ...details }
  if (change === 'moved') return { ...before, ...line }
  return isFelt(before) ? { change: 'changed', ...line } : { change, ...line, ...details }
}

/** How many lessons or quizzes readers will find new, changed or gone. */
export type ChangeCount = { kind: 'lesson' | 'quiz'; change: 'added' | 'changed' | 'removed'; count: number }

/** What readers will notice, counted; nothing is told of what there is none of. */
export function countChanges(changes: readonly RevisionChange[]): ChangeCount[] {
  const felt = changes.filter(isFelt)
  const counted = (['added', 'changed', 'removed'] as const).flatMap((change) =>
    (['lesson', 'quiz'] as const).map((kind) => ({
      kind,
      change,
      count: felt.filter((line) => line.change === change && line.kind === kind).length,
    })),
  )
  return counted.filter(({ count }) => count > 0)
}
