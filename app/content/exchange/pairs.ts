import type { MatchQuestion } from '../question.ts'

/** Pairs as other programs list them: a row for each, one without a text is one more thing to choose. */
export function joinPairs(
  pairs: readonly { html: string; target: string }[],
): Pick<MatchQuestion, 'kind' | 'heads' | 'rows' | 'targets'> {
  const targets = [...new Set(pairs.map(({ target }) => target))].filter((target) => target !== '')
  const rows = pairs
    .filter(({ html }) => html.replace(/<[^>]*>|&nbsp;|\s/g, '') !== '')
    .map(({ html, target }) => ({ html, target: targets.indexOf(target) }))
  const isShared = new Set(rows.map(({ target }) => target)).size < rows.length
  return { kind: isShared ? 'classify' : 'match', heads: ['', ''], rows, targets }
}
