import { request } from 'node:http'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** Bytes of the body as they travelled, compressed. */
  bytes: number
  /** Milliseconds until the last byte. */
  ms: number
  body: Buffer
}

/** Just enough of a browser to walk through the site and weigh what travels: cookies, forms, compression. */
export class Browser {
  private cookies = new Map<string, string>()

  constructor(readonly url: string) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }

  async post(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, new URLSearchParams(fields).toString())
  }

  private async send(method: string, path: string, body?: string): Promise<Answer> {
    const started = performance.now()
    return new Promise((resolve, reject) => {
      const outgoing = request(
        this.url + path,
        {
          method,
          headers: {
            'Accept-Encoding': 'br, gzip',
            Cookie: this.cookieHeader,
            Origin: this.url,
            ...(body === undefined
              ? {}
              : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('end', () => {
            for (const cookie of incoming.headers['set-cookie'] ?? []) this.keep(cookie)
            const whole = Buffer.concat(chunks)
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              bytes: whole.length,
              ms: performance.now() - started,
              body: whole,
            })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  private keep(header: string): void {
    const [pair = ''] = header.split(';')
    const [name = '', value = ''] = pair.split('=', 2)
    if (value === '' || /max-age=0/i.test(header)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
