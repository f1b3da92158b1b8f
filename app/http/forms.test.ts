import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BrokenRule } from '#app/errors.ts'
import { readFields, readForm, refuse } from './forms.server.ts'

const post = (body: string, type = 'application/x-www-form-urlencoded') =>
  new Request('http://site.invalid/', { method: 'POST', body, headers: { 'Content-Type': type } })

describe('a posted form', () => {
  test('gives the last of a repeated field, and all of one named as a list', async () => {
    const schema = z.object({ name: z.string(), courses: z.array(z.string()), none: z.array(z.string()) })
    const form = await readForm(post('name=a&courses=x&name=b&courses=y'), schema, { lists: ['courses', 'none'] })
    expect(form).toMatchObject({ status: 'ok', value: { name: 'b', courses: ['x', 'y'], none: [] } })
  })

  test('gives back what was typed, but no secret', async () => {
    const schema = z.object({ name: z.string().min(5) })
    const form = await readForm(post('name=abc&password=hush&passwordAgain=hush'), schema)
    expect(form).toMatchObject({ status: 'invalid', typed: { name: 'abc' } })
    expect(JSON.stringify(form)).not.toContain('hush')
  })

  test('that the domain refuses shows again what was typed and ticked, as it was typed', async () => {
    const schema = z.object({ name: z.string().trim(), courses: z.array(z.string()) })
    const form = await readForm(post('name=+a+&password=hush&courses=x&courses=y'), schema, { lists: ['courses'] })
    const { data, init } = refuse(form, { name: 'manage.error.nameTaken' })
    expect(init?.status).toBe(422)
    expect(data).toEqual({
      status: 'invalid',
      errors: { name: ['manage.error.nameTaken'] },
      typed: { name: ' a ' },
      ticked: { courses: ['x', 'y'] },
    })
  })

  test.each([
    ['JSON', post('{"name":"a"}', 'application/json')],
    ['more fields than any page has', post(Array.from({ length: 3001 }, (_, field) => `f${field}`).join('&'))],
    ['one field thousands of times', post('f&'.repeat(3001))],
  ])('of %s is refused', async (_what, request) => {
    await expect(readFields(request)).rejects.toThrow(BrokenRule)
  })
})
