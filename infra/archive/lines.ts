/** Lines of a file, one by one. Only a line feed ends a line: JSON may hold the other separators of Unicode as they are. */
import { createReadStream } from "node:fs";

/** The lines of a UTF-8 file without their ends; memory holds one piece of it. `onPiece` sees the bytes as they are read. */
export async function* linesOf(file: string, onPiece: (bytes: Uint8Array) => void = () => {}): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  for await (const piece of createReadStream(file)) {
    const bytes: Uint8Array = piece;
    onPiece(bytes);
    const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
