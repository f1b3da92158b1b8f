const bodies = new WeakMap<Response, Buffer>()

/** A response whose body is at hand as a whole: the server sends it without reading it back through a stream. */
export function wholeResponse(body: Buffer, init: ResponseInit): Response {
  const response = new Response(new Uint8Array(body), init)
  bodies.set(response, body)
  return response
}

/** The whole body of a response, from memory where it is known. */
export async function wholeBody(response: Response): Promise<Buffer> {
  return bodies.get(response) ?? Buffer.from(await response.arrayBuffer())
}
