import type { List, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast'
import type { Translate } from '#app/i18n/translator.ts'
import { plainText } from '../../dialect/plain-text.ts'
import type { ExchangedQuestion as Question } from '../exchange-item.ts'
import { note, type Note } from '../exchange-note.ts'
import { flowOf, lineOf } from '../html/running-text.ts'
import { clozeTree } from './cloze-tree.ts'

type Asked = {
  question: Question
  /** Collects what changes on the way. */
  notes: Note[]
  /** In the language of the course: where a text is needed and the file has none. */
  t: Translate
}

/**
 * What an author would have written between the tags of a question. Its HTML is cleaned on the way. Where ours needs a
 * text that the file does not have, a short one is put there and told.
 */
export function questionTree({ question, notes, t }: Asked): RootContent[] {
  const explanation = flowOf(question.explanationHtml, notes)
  if (question.kind === 'cloze') return clozeTree({ question, explanation: explained(explanation, notes, t), notes, t })
  const stem = withoutLookalikes(flowOf(question.stemHtml, notes), question.kind, notes)
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing': {
      const options = question.options.map(({ html, ...rest }) => ({ ...rest, words: lineOf(html, notes) }))
      return [...stem, foreseen(options, notes, t), ...explanation]
    }
    case 'short': {
      const answers = question.answers.map(({ text, ...rest }) => ({ ...rest, words: [textNode(text)] }))
      return [...stem, foreseen(answers, notes, t), ...explanation]
    }
    case 'numeric': {
      const answers = question.answers.map(({ value, ...rest }) => ({ ...rest, words: [textNode(decimal(value))] }))
      return [...stem, foreseen(answers, notes, t), ...explanation]
    }
    case 'order': {
      const items = question.items.map(({ html }) => listItem([{ type: 'paragraph', children: lineOf(html, notes) }]))
      const list: List = { type: 'list', ordered: true, start: 1, spread: false, children: items }
      return [...stem, list, ...withoutLookalikes(explained(explanation, notes, t), question.kind, notes)]
    }
    case 'match':
    case 'classify': {
      if (question.heads.every((head) => head === '')) notes.push(note('heads-added'))
      const heads = question.heads.map(
        (head, index) => head || t(index === 0 ? 'exchange.filler.given' : 'exchange.filler.belongs'),
      )
      const used = new Set(question.rows.map(({ target }) => target))
      const rows = [
        row(heads.map((head) => [textNode(head)])),
        ...question.rows.map(({ html, target }) =>
          row([lineOf(html, notes), [textNode(question.targets[target] ?? '')]]),
        ),
        ...question.targets.flatMap((target, index) => (used.has(index) ? [] : [row([[], [textNode(target)]])])),
      ]
      return [
        ...stem,
        { type: 'table', children: rows },
        ...withoutLookalikes(explained(explanation, notes, t), question.kind, notes),
      ]
    }
  }
}

const textNode = (value: string) => ({ type: 'text' as const, value })

/** A number as our questions write it: digits, with a point before a fraction of at most six. */
function decimal(value: number): string {
  const rounded = String(Math.round(value * 1e6) / 1e6)
  return rounded.includes('e') ? String(value) : rounded
}

const listItem = (children: ListItem['children'], checked: boolean | null = null): ListItem => ({
  type: 'listItem',
  checked,
  spread: children.length > 1,
  children,
})

const row = (cells: readonly PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
})

/** Options or answers as a task list, each with its feedback below. */
function foreseen(
  options: readonly { words: PhrasingContent[]; correct: boolean; feedbackHtml: string }[],
  notes: Note[],
  t: Translate,
): List {
  const items = options.map(({ words, correct, feedbackHtml }) => {
    const feedback = flowOf(feedbackHtml, notes)
    if (feedback.length === 0) {
      notes.push(note('feedback'))
      const filler = t(correct ? 'exchange.filler.right' : 'exchange.filler.wrong')
      feedback.push({ type: 'paragraph', children: [textNode(filler)] })
    }
    return listItem([{ type: 'paragraph', children: words }, ...(feedback as ListItem['children'])], correct)
  })
  return { type: 'list', ordered: false, spread: true, children: items }
}

/** A question of parts says afterwards why its answer is right. */
function explained(explanation: RootContent[], notes: Note[], t: Translate): RootContent[] {
  if (explanation.some((node) => plainText(node) !== '')) return explanation
  notes.push(note('explanation'))
  return [{ type: 'paragraph', children: [textNode(t('exchange.filler.explanation'))] }]
}

/** Beside what is answered there may be no second thing of its kind: a numbered list becomes a plain one, a table a list. */
function withoutLookalikes(flow: RootContent[], kind: Question['kind'], notes: Note[]): RootContent[] {
  return flow.map((node): RootContent => {
    if (kind === 'order' && node.type === 'list' && node.ordered) {
      notes.push(note('flattened'))
      return { ...node, ordered: false, start: null }
    }
    if ((kind === 'match' || kind === 'classify') && node.type === 'table') {
      notes.push(note('flattened'))
      const lines = node.children.map(({ children }) =>
        children.flatMap((cell, index) => [...(index > 0 ? [textNode(' – ')] : []), ...cell.children]),
      )
      return {
        type: 'list',
        ordered: false,
        spread: false,
        children: lines.map((children) => listItem([{ type: 'paragraph', children }])),
      }
    }
    return node
  })
}
