import { bundleMDX } from 'mdx-bundler'
import { getMDXComponent } from 'mdx-bundler/client/index.js'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import rehypeSlug from 'rehype-slug'
import remarkGfm from 'remark-gfm'
import { translatorFor } from '#app/i18n/translator.ts'
import { inlinePartials } from '../partials/inline-partials.ts'
import { placeDiagrams } from '../diagram/place-diagrams.ts'
import { guardQuotes } from '../quotes/guard-quotes.ts'
import { placeArticleTips } from '../quotes/place-article-tips.ts'
import { nameTerms, placeTerms } from '../glossary/place-terms.ts'
import { finishHtml, footnoteWords, guard, isFlowPiece, PIECE, resolveTo, splitApart } from './compiler-plugins.ts'
import { wordsOf } from '../dialect/check-prose.ts'
import { lessonComponents } from './lesson-components.tsx'
import { defListHastHandlers } from 'mdast-util-definition-list'
import { definitionLists } from '../dialect/definition-lists.ts'
import { ANCHOR_PREFIX } from '../dialect/heading-anchors.ts'
import { cutPieces, headingsIn } from './cut-pieces.ts'
import { blockReader } from './document-blocks.ts'
import { sectionReader } from './document-sections.ts'
import { type CompiledDocument, type DocumentPart, emptyDocument } from '../document.ts'
import type { LocalProblem } from '../problem.ts'
import type { ApartPieces } from '../dialect/apart.ts'
import { splitFrontmatter } from '../files/split-frontmatter.ts'
import type { CompileTask, WorkerAnswer } from '../worker/worker-tasks.ts'
import type { Root } from 'mdast'

/** Compiles one document to static HTML. Only ever called in the worker: it runs what the bundler makes. */
export async function renderDocument({ kind, source, context }: CompileTask): Promise<WorkerAnswer> {
  const body = splitFrontmatter(source)?.body ?? ''
  const { language } = context
  const { t } = translatorFor(language)
  const taken: ApartPieces[] = []
  const blocks = blockReader(kind, context)
  const isQuestion = (number: number) => taken[number]?.facts.ids?.[0]?.what === 'question'
  const sections = sectionReader({ t, isQuestion })
  let words = 0
  let terms: readonly string[] = []
  let refused: LocalProblem | undefined
  const count = () => (tree: Root) => {
    words = wordsOf(tree, language)
  }
  let html: string
  try {
    const bundle = await bundleMDX({
      source: body,
      // The frontmatter is gone; a text that looks like one once more (`---js`) must not be run by its reader.
      grayMatterOptions: (options) => ({ ...options, engines: { javascript: refuseCode, js: refuseCode } }),
      mdxOptions: (options) => ({
        ...options,
        remarkPlugins: [
          guard(kind, (problem) => (refused = problem)),
          remarkGfm,
          definitionLists,
          inlinePartials(context.partials),
          guard(kind, (problem) => (refused = problem)),
          guardQuotes(context.quotes, (problem) => (refused = problem)),
          nameTerms(context.terms),
          count,
          blocks.text,
          placeDiagrams,
          resolveTo(context.links),
          splitApart(language, (apart) => taken.push(apart)),
          placeTerms(isFlowPiece, (ids) => (terms = ids)),
          placeArticleTips(isFlowPiece),
        ],
        rehypePlugins: [[rehypeSlug, { prefix: ANCHOR_PREFIX }], blocks.anchors, sections.read, finishHtml(t)],
        remarkRehypeOptions: { ...footnoteWords(t), handlers: defListHastHandlers },
      }),
    })
    const components = { ...lessonComponents({ t, context }), [PIECE]: Piece }
    html = renderToStaticMarkup(createElement(getMDXComponent(bundle.code), { components }))
  } catch (error) {
    if (refused) return { status: 'refused', ...refused }
    return { status: 'refused', message: `The compiler refused this file: ${firstLine(error)}.`, line: 1, column: 1 }
  }
  const document = assemble(kind, taken, cutPieces(html), words)
  const found = { terms, blocks: blocks.blocks(), sections: kind === 'lesson' ? sections.sections() : [] }
  return { status: 'compiled', document: { ...document, ...found } }
}

function Piece({ name, children }: { name: string; children?: ReactNode }) {
  return createElement('template', { 'data-piece': name }, children)
}

function refuseCode(): never {
  throw new Error('Code is not allowed')
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown error'
}

function assemble(
  kind: 'lesson' | 'quiz',
  taken: readonly ApartPieces[],
  { pieces, rest }: ReturnType<typeof cutPieces>,
  words: number,
): CompiledDocument {
  const html = (name: string) => (pieces.get(name) ?? '').trim()
  const things = taken.map((apart, number) => apart.finish((name) => html(`a${number}-${name}`)))
  const document: CompiledDocument = {
    ...emptyDocument,
    words,
    questions: things.flatMap(({ question }) => question ?? []),
    scenarios: things.flatMap(({ scenario }) => scenario ?? []),
    requests: things.flatMap(({ request }) => request ?? []),
    reflections: things.flatMap(({ reflection }) => reflection ?? []),
  }
  if (kind === 'quiz') return document
  const parts: DocumentPart[] = []
  const addText = (text: string) => {
    if (text) parts.push({ kind: 'html', html: text })
  }
  things.forEach(({ part }, number) => {
    addText(html(`text-${number}`))
    parts.push(part)
  })
  addText(html(`text-${things.length}`))
  addText(rest.trim())
  return { ...document, parts, headings: parts.flatMap((part) => (part.kind === 'html' ? headingsIn(part.html) : [])) }
}
