/** Bundles the map component and the report map's script into dist/, where the web app serves or inlines them. */
import { createHash } from "node:crypto";
import { readFile, mkdir, rm, writeFile } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

const dist = "dist";
const leaflet = "node_modules/leaflet";

/** Without the rules that name a picture in a file: inside a bundle or a single document there is no such file. */
function withoutFiles(css) {
  return css.replace(/[^{}]*\{[^{}]*url\(\s*["']?(?!data:|#|["'])[^{}]*\}/g, "");
}

async function stylesheet(path) {
  const text = withoutFiles(await readFile(path, "utf8"));
  return (await esbuild.transform(text, { loader: "css", minify: true, legalComments: "none" })).code;
}

const cssAsText = {
  name: "css-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await stylesheet(path), loader: "text" }));
  },
};

/** The licences of what ends up in the bundle: the two libraries and all they bring along. */
async function licences() {
  const seen = new Map();
  async function visit(name) {
    if (seen.has(name)) return;
    const folder = join("node_modules", name);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(join(folder, file), "utf8") : `${about.license}\n`;
    seen.set(name, `${name} ${about.version} (${about.license})\n\n${text.trim()}\n`);
    for (const needed of Object.keys(about.dependencies ?? {})) await visit(needed);
  }
  await visit("leaflet");
  await visit("@geoman-io/leaflet-geoman-free");
  return [...seen.values()].join(`\n${"-".repeat(78)}\n\n`);
}

const common = { bundle: true, minify: true, write: false, target: "es2022", legalComments: "none", plugins: [cssAsText] };

if (existsSync(dist)) await rm(dist, { recursive: true });
await mkdir(dist);

const [component, report] = await Promise.all([
  esbuild.build({ ...common, entryPoints: ["area_map/index.ts"], format: "esm" }),
  esbuild.build({ ...common, entryPoints: ["report_map/report_map.ts"], format: "iife" }),
]);
const code = component.outputFiles[0].contents;
const name = `area_map.${createHash("sha256").update(code).digest("hex").slice(0, 12)}.js`;
const css = await stylesheet(`${leaflet}/dist/leaflet.css`);
if (/url\(\s*["']?(?!data:|#|["'])/.test(css)) throw new Error("leaflet.css still names a file");

await writeFile(join(dist, name), code);
await writeFile(join(dist, "report_map.js"), report.outputFiles[0].contents);
// Inlined in a <script>: nothing in it may end that element, and its source map isn't there.
const plain = (await readFile(`${leaflet}/dist/leaflet.js`, "utf8")).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
if (/<\/script/i.test(plain)) throw new Error("leaflet.js can't be inlined");
await writeFile(join(dist, "leaflet.js"), plain);
await writeFile(join(dist, "leaflet.css"), css);
await writeFile(join(dist, "THIRD_PARTY_LICENSES.txt"), await licences());
const manifest = { area_map: name, report_map: "report_map.js", leaflet_js: "leaflet.js", leaflet_css: "leaflet.css" };
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${name}: ${Math.round(code.length / 1024)} kB`);
