/** In place of noise, where a step adds none. */
export const randomlessly = new Float32Array(0);
