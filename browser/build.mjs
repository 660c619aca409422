// Bundles the official age library into the one file that a phone loads, with the licences of
// every package that went in. `node build.mjs [folder]`: the folder is the vendored one unless named.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] || join(here, "../src/voice/web/static/js/vendor");

// noble says so of its own modules; age-encryption forgot to, and would bring its passkey and
// armour modules along. Nothing in its modules happens at import.
const nothingHappensAtImport = {
  name: "nothing-happens-at-import",
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\// }, async (asked) => {
      if (asked.pluginData === "asked-already") return undefined;
      const { kind, importer, resolveDir } = asked;
      const found = await bundler.resolve(asked.path, {
        kind, importer, resolveDir, pluginData: "asked-already",
      });
      return { path: found.path, sideEffects: false, errors: found.errors };
    });
  },
};

const { outputFiles, metafile } = await build({
  stdin: { contents: 'export { Encrypter, Decrypter } from "age-encryption";', resolveDir: here },
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* age-encryption and what it needs: see LICENSE beside this file */" },
  // Lower targets turn the ** of BigInt into Math.pow, and the file dies as it loads.
  target: ["chrome67", "firefox68", "safari14"],
  supported: { destructuring: true },
  define: { globalThis: "self" }, // Chrome 67 to 70 have no globalThis
  plugins: [nothingHappensAtImport],
  metafile: true,
  write: false,
});

const [{ inputs }] = Object.values(metafile.outputs);
const packages = new Set(
  Object.keys(inputs)
    .filter((path) => inputs[path].bytesInOutput > 0 && path.includes("node_modules/"))
    .map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)[1]),
);
const licences = Array.from(packages).sort().map((name) => {
  const root = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const text = readFileSync(join(root, "LICENSE"), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});

const age = outputFiles[0].contents;
writeFileSync(join(folder, "age.js"), age);
// Browsers take Brotli over https only; packed here once, so that a server needs no library for it.
writeFileSync(join(folder, "age.js.br"), brotliCompressSync(age, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: age.length },
}));
writeFileSync(join(folder, "LICENSE"), licences.join(`\n${"-".repeat(72)}\n\n`));
