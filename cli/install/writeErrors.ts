import { LabError } from "@vision-peel/lab";

const reasons: Record<string, [string, string]> = {
  EACCES: ["it belongs to someone else", "Choose a folder of your own with --prefix."],
  EPERM: ["it may not be changed", "Choose a folder of your own with --prefix."],
  EROFS: ["its file system is read-only", "Choose a folder that can be written."],
  ENOSPC: ["the disk is full", "Free some space and try again."],
  ENOENT: [
    "a part of its path is a link that leads nowhere",
    "Remove the link, or choose a folder with --prefix.",
  ],
  ENOTDIR: ["a part of its path is a file", "Choose a path whose parts are folders."],
  EEXIST: ["a part of its path is a file", "Choose a path whose parts are folders."],
};

/** Runs what writes into a folder; a failure of the file system is told as a {@link LabError} with a remedy. */
export function explainWriting<T>(dir: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code && reasons[code];
    if (!what) throw cause;
    throw new LabError(`The folder ${dir} cannot be written: ${what[0]}.`, what[1], { cause });
  }
}
