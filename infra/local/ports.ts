/** The two ports that people and programs meet. */
import { gatewayAnswers } from "./gateway/answer.ts";
import { type HttpPort, openPort } from "./http-port.ts";
import type { Parts } from "./parts.ts";

/** Notes a port among the parts once it is open. */
export async function noted(parts: Parts, opening: Promise<HttpPort>): Promise<HttpPort> {
  const port = await opening;
  parts.ports.push(port);
  return port;
}

export function apiPort(port: number): Promise<HttpPort> {
  return openPort({
    name: "API",
    option: "--port",
    port,
    answerTo: (problem) => gatewayAnswers[problem === "malformed" ? "bad-request" : "headers-too-large"],
  });
}

export function consolePort(port: number): Promise<HttpPort> {
  const body = JSON.stringify({
    code: "malformed",
    detail: "Yêu cầu không hợp lệ.",
    detailEn: "The request is not HTTP.",
  });
  return openPort({ name: "console", option: "--console-port", port, answerTo: () => ({ status: 400, body }) });
}
