/**
 * Tells the bundler's runtime where its chunks lie. This module runs before every other one:
 * https://rspack.rs/guide/features/asset-base-path#dynamically-set-publicpath
 */
// biome-ignore lint/style/useConst: the bundler turns the assignment into its own
declare let __webpack_public_path__: string;

const config = document.getElementById("jupyter-config-data")?.textContent ?? "{}";
__webpack_public_path__ = `${JSON.parse(config).fullStaticUrl}/`;

export {};
