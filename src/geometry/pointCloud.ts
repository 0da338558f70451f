import { ArgumentError } from "../errors.js";
import { checkPlane } from "../image/checks.js";
import type { Provenance } from "../image/types.js";

/** What a `PointCloud` is made of. */
export interface PointCloudInit {
  readonly positions: Float32Array;
  readonly normals?: Float32Array;
  readonly colours?: Uint8Array;
  readonly pixels?: Uint32Array;
  readonly provenance?: Provenance;
}

/**
 * Points in the axes of the camera that saw them, as OpenCV has them: +x right, +y down, +z into the picture, in
 * metres from the eye.
 *
 * @example new PointCloud({ positions: Float32Array.of(0, 0, 2) })
 */
export class PointCloud {
  /** number of points */
  readonly count: number;
  /** x y z of each point, metres */
  readonly positions: Float32Array;
  /** unit vectors x y z in the same axes */
  readonly normals?: Float32Array;
  /** red green blue of each point, 8 bits, as the photo has them (sRGB) */
  readonly colours?: Uint8Array;
  /** which pixel each point comes from, row by row from the top left */
  readonly pixels?: Uint32Array;
  readonly provenance?: Provenance;

  /** @throws ArgumentError if lengths or types do not fit */
  constructor(init: PointCloudInit) {
    const { positions, normals, colours, pixels, provenance } = init;
    const values = positions?.length ?? 0;
    checkPlane("PointCloud.positions", positions, Float32Array, 3 * Math.floor(values / 3));
    this.count = values / 3;
    this.positions = positions;
    if (normals) {
      checkPlane("PointCloud.normals", normals, Float32Array, values);
      this.normals = normals;
    }
    if (colours) {
      checkPlane("PointCloud.colours", colours, Uint8Array, values);
      this.colours = colours;
    }
    if (pixels) this.pixels = pixels;
    if (provenance) this.provenance = provenance;
  }

  /** One line: how many points, what they have, how far they reach. */
  toString(): string {
    const parts = [this.normals && "normals", this.colours && "colours"].filter(Boolean);
    return `${this.what()}${parts.length > 0 ? ` with ${parts.join(" and ")}` : ""}${this.#extent()}`;
  }

  protected what(): string {
    return `${this.count} points`;
  }

  #extent(): string {
    if (this.count === 0) return "";
    const sides = [0, 1, 2].map((axis) => {
      let [least, most] = [Infinity, -Infinity];
      for (let i = axis; i < this.positions.length; i += 3) {
        least = Math.min(least, this.positions[i]);
        most = Math.max(most, this.positions[i]);
      }
      return (most - least).toFixed(2);
    });
    return `, ${sides.join(" × ")} m`;
  }
}

/**
 * Points joined to triangles; the front of each is the side that the camera saw.
 *
 * @example new Mesh({ positions: Float32Array.of(0, 0, 1, 0, 1, 1, 1, 0, 1), triangles: Uint32Array.of(0, 1, 2) })
 */
export class Mesh extends PointCloud {
  /** three points of each triangle, counter-clockwise as the camera sees them */
  readonly triangles: Uint32Array;

  /** @throws ArgumentError if lengths or types do not fit, or a triangle names a point that is not there */
  constructor({ triangles, ...init }: PointCloudInit & { readonly triangles: Uint32Array }) {
    super(init);
    let most = -1;
    for (const point of triangles) most = Math.max(most, point);
    if (triangles.length % 3 !== 0 || most >= this.count) {
      throw new ArgumentError({
        argument: "Mesh.triangles",
        expected: `three numbers from 0 to ${this.count - 1} for each triangle`,
        got: triangles.length % 3 !== 0 ? `of length ${triangles.length}` : `one with ${most}`,
        remedy: "points count from 0",
      });
    }
    this.triangles = triangles;
  }

  protected override what(): string {
    return `${this.triangles.length / 3} triangles of ${this.count} points`;
  }
}
