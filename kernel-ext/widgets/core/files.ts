/** Files that a page has uploaded. */

/** A file that someone gave to a FileUpload. */
export interface UploadedFile {
  name: string;
  /** MIME type */
  type: string;
  /** bytes */
  size: number;
  /** milliseconds since 1970 */
  lastModified: number;
  content: Uint8Array;
}
