import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 over the frames, in hex; an empty key means unsigned, as in jupyter_client. */
export function sign(frames: readonly Uint8Array[], key: string): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/** Compares in constant time, so that a wrong signature tells nothing about the right one. */
export function isSignedBy(frames: readonly Uint8Array[], signature: Uint8Array, key: string): boolean {
  const expected = Buffer.from(sign(frames, key));
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}
