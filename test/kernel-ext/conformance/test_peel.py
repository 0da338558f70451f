"""The official conformance suite for Jupyter kernels, on this kernel.

Run by conformance.test.ts, which finds the suite (Debian's, or a clone named by
PEEL_KERNEL_TEST), installs the kernelspec and sets JUPYTER_PATH.
"""
import unittest

import jupyter_kernel_test
from jupyter_client.manager import KernelManager


class PeelKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "peel"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [{"text": "Number.isSafe", "matches": {"isSafeInteger"}}]
    complete_code_samples = ["1 + 1", "const a = { b: 1 }"]
    incomplete_code_samples = ["function f() {", "const a = {", "`open"]
    invalid_code_samples = ["a = ]", "const = 3"]
    code_generate_error = 'throw new TypeError("boom")'
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": "'a'", "result": "'a'"}]
    code_display_data = [
        {
            "code": 'import { display, html } from "@vision-peel/kernel"; await display(html`<b>x</b>`); undefined',
            "mime": "text/html",
        }
    ]
    code_history_pattern = "6*7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "console.log"
    code_page_something = 'import { page } from "@vision-peel/kernel"; page("a long text")'
    code_clear_output = 'import { clearOutput } from "@vision-peel/kernel"; clearOutput()'


class WelcomeTests(unittest.TestCase):
    """The thirteenth check, which releases before 0.6 of the suite lack."""

    def test_recv_iopub_welcome_msg(self):
        km = KernelManager(kernel_name=PeelKernelTests.kernel_name)
        km.start_kernel()
        self.addCleanup(km.shutdown_kernel, now=True)
        kc = km.client()
        self.addCleanup(kc.stop_channels)
        kc.start_channels()
        msg = kc.get_iopub_msg(timeout=60)
        self.assertEqual(msg["header"]["msg_type"], "iopub_welcome")
        self.assertEqual(msg["msg_type"], "iopub_welcome")
        self.assertEqual(msg["content"]["subscription"], "")


if hasattr(jupyter_kernel_test, "IopubWelcomeTests"):

    class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):  # noqa: F811
        kernel_name = PeelKernelTests.kernel_name
        support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
