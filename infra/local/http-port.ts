/** An HTTP port on this machine: opened at once so that a taken one is known, served when all is ready, closed without cutting anybody off. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { codeOf, reasonOf, StartFailure } from "./failure.ts";

const host = "127.0.0.1";

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpPort {
  readonly port: number;
  readonly url: string;
  /** Begins to serve; requests that came earlier have waited. */
  serve(listener: Listener): void;
  /** Takes no new request, lets those under way end within `milliseconds`, then closes. */
  close(milliseconds: number): Promise<void>;
}

export interface PortOptions {
  /** Its name in sentences, and the option that changes it. */
  readonly name: string;
  readonly option: string;
  /** 0: any free one. */
  readonly port: number;
  /** Answers to what is no HTTP at all. */
  readonly answerTo: (problem: "malformed" | "headers-too-large") => { status: number; body: string };
}

export async function openPort({ name, option, port, answerTo }: PortOptions): Promise<HttpPort> {
  const server = createServer({ keepAlive: true, noDelay: true });
  let serve: (listener: Listener) => void = () => {};
  const listener = new Promise<Listener>((resolve) => {
    serve = resolve;
  });
  server.on("request", (request, response) => {
    void listener.then((handle) => handle(request, response)).catch((error: unknown) => fail(response, error));
  });
  server.on("clientError", (error, socket) => {
    if (!socket.writable) return;
    const { status, body } = answerTo(codeOf(error) === "HPE_HEADER_OVERFLOW" ? "headers-too-large" : "malformed");
    const head = [
      `HTTP/1.1 ${status} -`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
  const actual = await listen(server, port, name, option);
  return { port: actual, url: `http://${host}:${actual}`, serve, close: (milliseconds) => close(server, milliseconds) };
}

/** A handler that throws is a fault of the runner: it is said, and the caller is not left waiting. A caller who has gone is none. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  console.error("The runner failed to answer a request.", error);
  if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
  response.end(JSON.stringify({ message: "Internal Server Error" }));
}

function listen(server: Server, port: number, name: string, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const reason =
        codeOf(error) === "EADDRINUSE" ? "is in use by another program" : `cannot be opened (${reasonOf(error)})`;
      reject(
        new StartFailure(
          `Port ${port}, for the ${name}, ${reason}; stop that program, or choose another port with ${option}.`,
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that was busy when the port closed is idle once its answer has gone.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}
