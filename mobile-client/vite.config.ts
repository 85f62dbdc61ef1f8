import { defineConfig } from "vitest/config";

/** `npm run dev` serves the client here and passes the wire on to a server started beside it. */
const SERVER = "http://127.0.0.1:8444";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../server/dryfit/web/client",
    emptyOutDir: true,
    target: ["es2022", "safari16.4"],
    assetsInlineLimit: 0,
    // One stylesheet and one script: a phone on a weak signal pays for every round trip.
    cssCodeSplit: false,
  },
  worker: { format: "es" },
  server: { proxy: { "/v1": { target: SERVER, ws: true } } },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
