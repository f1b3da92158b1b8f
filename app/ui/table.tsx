import { useId, type ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

import { Icon } from './icon.tsx'
import { clampPage, pageWindow } from './page-window.ts'

export type Column<Row> = {
  key: string
  header: ReactNode
  /** The header in plain text, for the card view; needed when `header` is not a string. */
  label?: string
  cell: (row: Row) => ReactNode
  numeric?: boolean
  sort?: { href: string; direction?: 'ascending' | 'descending' }
  rowHeader?: boolean
}

type DataTableProps<Row> = {
  caption: ReactNode
  captionHidden?: boolean
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  empty?: ReactNode
}

/**
 * A table that turns into a card per row on a phone. The roles repeat what the elements mean,
 * because browsers drop the meaning of a table whose display is changed by CSS.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const captionId = useId()
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, by keyboard too
    <div className="data-table" role="group" aria-labelledby={captionId} tabIndex={0}>
      <table role="table">
        <caption id={captionId} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                role="columnheader"
                className={classes(column.numeric && 'numeric', column.sort && 'sortable')}
                aria-sort={column.sort?.direction}
              >
                <HeaderCell column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  if (!column.sort) return <>{column.header}</>
  return (
    <a href={column.sort.href}>
      {column.header}
      {column.sort.direction && <Icon name={column.sort.direction === 'ascending' ? 'up' : 'down'} />}
    </a>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = classes(column.numeric && 'numeric')
  if (column.rowHeader) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {column.cell(row)}
      </th>
    )
  }
  const label = column.label ?? (typeof column.header === 'string' ? column.header : undefined)
  return (
    // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- a td is not interactive
    <td role="cell" className={className} data-label={label}>
      {column.cell(row)}
    </td>
  )
}

type PaginationProps = { page: number; pages: number; hrefFor: (page: number) => string }

/** Renders nothing for a single page. A page out of range counts as the nearest one. */
export function Pagination({ page, pages, hrefFor }: PaginationProps) {
  const t = useT()
  if (pages <= 1) return null
  const current = clampPage(page, pages)
  return (
    <nav className="pagination" aria-label={t('ui.pagination.label')}>
      <ol>
        {pageWindow(current, pages).map((number, index) => (
          <li key={number === 'gap' ? `gap-${index}` : number}>
            {number === 'gap' ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a
                href={hrefFor(number)}
                aria-label={t('ui.pagination.page', { page: number })}
                aria-current={number === current ? 'page' : undefined}
              >
                {number}
              </a>
            )}
          </li>
        ))}
      </ol>
      {current > 1 && (
        <a href={hrefFor(current - 1)} rel="prev">
          {t('ui.pagination.previous')}
        </a>
      )}
      {current < pages && (
        <a href={hrefFor(current + 1)} rel="next">
          {t('ui.pagination.next')}
        </a>
      )}
    </nav>
  )
}

function classes(...names: (string | false | undefined | object)[]): string | undefined {
  return names.filter((name) => typeof name === 'string').join(' ') || undefined
}
