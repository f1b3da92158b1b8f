import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

import { pageWindow } from './page-window.ts'
import { type Column, DataTable, Pagination } from './table.tsx'

type Agency = { id: string; name: string; officers: number }

const agencies: Agency[] = [{ id: 'a', name: 'Police', officers: 12 }]

function render(columns: Column<Agency>[], rows = agencies) {
  return renderToStaticMarkup(
    <DataTable
      caption="Agencies"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<p>No agency yet</p>}
    />,
  )
}

describe('DataTable', () => {
  test('a cell is labelled by its header, or by the label when the header is not text', () => {
    const html = render([
      { key: 'name', header: 'Agency', cell: (row) => row.name },
      { key: 'officers', header: <abbr>No.</abbr>, label: 'Officers', numeric: true, cell: (row) => row.officers },
    ])
    expect(html).toContain('data-label="Agency">Police</td>')
    expect(html).toMatch(/<td[^>]*class="numeric"[^>]*data-label="Officers">12<\/td>/)
  })

  test('a row header is a th of its row and needs no label', () => {
    const html = render([{ key: 'name', header: 'Agency', rowHeader: true, cell: (row) => row.name }])
    expect(html).toMatch(/<th scope="row"[^>]*>Police<\/th>/)
    expect(html).not.toContain('data-label')
  })

  test('a column that can be sorted is a link and tells its direction', () => {
    const html = render([
      { key: 'name', header: 'Agency', sort: { href: '?sort=name', direction: 'descending' }, cell: (row) => row.name },
    ])
    expect(html).toContain('aria-sort="descending"')
    expect(html).toContain('<a href="?sort=name">Agency')
  })

  test('without rows the replacement is shown', () => {
    expect(render([{ key: 'name', header: 'Agency', cell: (row) => row.name }], [])).toBe('<p>No agency yet</p>')
  })
})

describe('pageWindow', () => {
  test.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 10, [1, 2, 'gap', 10]],
    [4, 10, [1, 2, 3, 4, 5, 'gap', 10]],
    [5, 12, [1, 'gap', 4, 5, 6, 'gap', 12]],
    [9, 12, [1, 'gap', 8, 9, 10, 11, 12]],
    [12, 12, [1, 'gap', 11, 12]],
    [99, 3, [1, 2, 3]],
    [0, 10, [1, 2, 'gap', 10]],
  ])('page %i of %i shows %j', (page, pages, shown) => {
    expect(pageWindow(page, pages)).toEqual(shown)
  })
})

describe('Pagination', () => {
  const render = (page: number, pages: number) =>
    renderToStaticMarkup(<Pagination page={page} pages={pages} hrefFor={(number) => `?page=${number}`} />)

  test('a single page needs no pager', () => {
    expect(render(1, 1)).toBe('')
    expect(render(1, 0)).toBe('')
  })

  test('the first page has no previous and the last no next', () => {
    expect(render(1, 3)).not.toContain('rel="prev"')
    expect(render(1, 3)).toMatch(/href="\?page=2" rel="next"/)
    expect(render(3, 3)).not.toContain('rel="next"')
    expect(render(3, 3)).toMatch(/href="\?page=2" rel="prev"/)
  })

  test('a page out of range counts as the nearest one', () => {
    expect(render(9, 3)).toMatch(/aria-label="Page 3" aria-current="page"/)
    expect(render(-1, 3)).toMatch(/aria-label="Page 1" aria-current="page"/)
  })
})
