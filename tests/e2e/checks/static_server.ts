import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/**
 * Serves a built front end on a free port of the loopback interface, `index.html` at every
 * address that is no file. Its policy lets in nothing but its own files and the API's data and
 * pictures, so the browser complains of anything else that a page would bring with it.
 */
export async function serveFrontEnd(folder: string, api: string): Promise<{ url: string; server: Server }> {
  const policy = `default-src 'self'; img-src 'self' ${api}; connect-src ${api}; base-uri 'none'; object-src 'none'`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname));
    const file = extname(path) in types ? path : "index.html";
    readFile(join(folder, file)).then(
      (bytes) => {
        response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
        response.setHeader("Content-Security-Policy", policy);
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
