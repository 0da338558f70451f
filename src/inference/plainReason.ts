/** What a device's refusal means, in a plain sentence. */
export function plainReason(device: string, detail: string): string {
  const name = device.split(":")[0];
  if (/backend not found|no available backend/i.test(detail))
    return `this system's ONNX Runtime has no part for ${name}`;
  if (name === "cuda") {
    if (/failed to load shared library|cannot open shared object|LoadLibrary/i.test(detail))
      return /cudnn|cublas|cudart|libcu/i.test(detail)
        ? "CUDA 12 or cuDNN 9 is not installed, or not found by the loader"
        : "its part of ONNX Runtime is not installed: peel gpu install fetches it";
    if (/no cuda-capable device|insufficient driver|cuda failure 100/i.test(detail))
      return "no NVIDIA card, or its driver is too old";
  }
  if (name === "webgpu" && /adapter|vulkan|dxgi|metal/i.test(detail))
    return "no graphics card with a driver for Vulkan, Metal or Direct3D 12 was found";
  if (/SIG[A-Z]+|ended with/.test(detail)) return `its driver ended the process that tried it`;
  return "it could not compute a test";
}
