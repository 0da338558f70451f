"""What differs between a CPU and a GPU."""

import contextlib
import importlib
import time

import torch


class Machine:
    def __init__(self, name, compile_it):
        self.device = torch.device(name if name != "auto" else "cuda" if torch.cuda.is_available() else "cpu")
        self.is_gpu = self.device.type == "cuda"
        # Compiling took more than two minutes on an H200 where the whole run has nine: it has to be asked for.
        self.compile_it = compile_it == "on"
        if self.is_gpu:
            torch.backends.cudnn.benchmark = True

    def describe(self):
        name = torch.cuda.get_device_name() if self.is_gpu else f"CPU, {torch.get_num_threads()} thread(s)"
        return f"{name}, torch {torch.__version__}"

    def mixed_precision(self):
        return torch.autocast("cuda", torch.bfloat16) if self.is_gpu else contextlib.nullcontext()

    def optimizer(self, groups, rate):
        fused = {"fused": True} if self.is_gpu else {}
        return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), **fused)

    def compiled(self, network, say):
        """The network, compiled where that pays; falls back to itself where compiling fails."""
        if not self.compile_it or not hasattr(torch, "compile"):
            return network
        dynamo = importlib.import_module("torch._dynamo")
        dynamo.config.suppress_errors = True
        say("the network will be compiled at its first step")
        return torch.compile(network)

    def wait(self):
        if self.is_gpu:
            torch.cuda.synchronize()

    def timed(self, action, times):
        """Milliseconds of one call, on average after one to warm up."""
        action()
        self.wait()
        began = time.time()
        for _ in range(times):
            action()
        self.wait()
        return 1000 * (time.time() - began) / times

    def memory(self):
        return f"{torch.cuda.max_memory_allocated() / 2**30:.1f} GiB at most" if self.is_gpu else "memory not measured"
