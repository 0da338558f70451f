/** Finds free spots on the floor: discs that do not overlap. */
export class Placement {
  readonly #taken: { x: number; z: number; radius: number }[] = [];

  /** Marks a disc as taken. */
  take(x: number, z: number, radius: number): void {
    this.#taken.push({ x, z, radius });
  }

  /** A free spot that `propose` offers within some tries, now taken, or undefined. */
  find(radius: number, propose: () => readonly [number, number]): readonly [number, number] | undefined {
    for (let tries = 0; tries < 40; tries++) {
      const [x, z] = propose();
      if (this.#taken.every((disc) => Math.hypot(x - disc.x, z - disc.z) > radius + disc.radius)) {
        this.take(x, z, radius);
        return [x, z];
      }
    }
    return undefined;
  }
}
