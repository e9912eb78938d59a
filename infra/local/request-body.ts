/** Reads the body of a request, up to a limit. */
import type { IncomingMessage } from "node:http";

/** Beyond this the connection is cut instead of being read to its end. */
const patience = 64 * 1024 * 1024;

/** The body; `undefined` when it exceeds the limit (it is read to its end all the same, so that the sender hears the answer). */
export async function bodyOf(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    length += bytes.length;
    if (length <= limitBytes) chunks.push(bytes);
    if (length > patience) return undefined;
  }
  return length <= limitBytes ? Buffer.concat(chunks, length) : undefined;
}
