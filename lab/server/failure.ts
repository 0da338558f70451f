/** What goes wrong, as an answer: the status, and `{"message", "reason"}` as front ends show it. */
import { HttpError } from "../errors.js";
import { json, type Reply } from "./reply.js";

const byCode: Record<string, [number, string]> = {
  ENOSPC: [507, "The disk is full: nothing was changed. Free some space and save again."],
  EDQUOT: [507, "Your share of the disk is full: nothing was changed. Free some space and save again."],
  EFBIG: [507, "The file is larger than this system permits: nothing was changed."],
  EIO: [500, "The disk reports an error: nothing was changed."],
  EACCES: [403, "The file system does not permit this."],
  EPERM: [403, "The file system does not permit this."],
  EROFS: [403, "The file system is read-only."],
  EINVAL: [400, "The file system does not permit this name or place."],
  EXDEV: [400, "It would come onto another disk: copy it there, and delete it here."],
  EEXIST: [409, "There is something of that name already."],
  ENOTEMPTY: [409, "The folder is not empty."],
  EISDIR: [400, "It is a folder."],
  EMFILE: [503, "Too many files are open: try again."],
  ENFILE: [503, "Too many files are open: try again."],
  ENAMETOOLONG: [400, "The name is too long."],
  ENOENT: [404, "There is no such file."],
  ENOTDIR: [404, "There is no such file."],
  ELOOP: [404, "The link leads nowhere."],
};

/** The answer for an error; undefined for one that is a fault of this server. */
export function failureOf(error: unknown): Reply | undefined {
  if (error instanceof HttpError) {
    return json({ message: error.message, reason: null }, error.status, error.headers);
  }
  const known = byCode[(error as NodeJS.ErrnoException).code ?? ""];
  return known && json({ message: known[1], reason: null }, known[0]);
}
